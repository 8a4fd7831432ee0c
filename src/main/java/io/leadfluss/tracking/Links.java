package io.leadfluss.tracking;

import io.leadfluss.security.Tokens;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The targets that mails link to, one per mailing and address, kept in memory since they never change. */
@Component
class Links {

    private static final int KEPT = 10_000;

    private final Map<String, Link> byTarget = new ConcurrentHashMap<>();
    private final Map<Long, Link> byId = new ConcurrentHashMap<>();
    private final JdbcClient jdbc;
    private final TransactionTemplate alone;

    Links(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.alone = new TransactionTemplate(transactions);
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** The link to this target, made when the mailing has none yet; the first name a target was given stays. */
    Link findOrAdd(String mailing, String name, String url) {
        String key = mailing + " " + url;
        Link known = byTarget.get(key);
        if (known == null) {
            // In a transaction of its own: what is kept in memory must not be rolled back with the caller's.
            known = keep(alone.execute(status -> add(mailing, name, url)));
        }
        return known;
    }

    Optional<Link> find(long id) {
        Link known = byId.get(id);
        return known != null ? Optional.of(known)
                : jdbc.sql("SELECT id, mailing, name, url FROM link WHERE id = :id").param("id", id).query(Link.class).optional().map(this::keep);
    }

    private Link add(String mailing, String name, String url) {
        String hash = Tokens.sha256(url);
        jdbc.sql("INSERT IGNORE INTO link (mailing, name, url, url_hash) VALUES (:mailing, :name, :url, :hash)")
                .param("mailing", mailing).param("name", name).param("url", url).param("hash", hash).update();
        return jdbc.sql("SELECT id, mailing, name, url FROM link WHERE mailing = :mailing AND url_hash = :hash")
                .param("mailing", mailing).param("hash", hash).query(Link.class).single();
    }

    private Link keep(Link link) {
        if (byTarget.size() >= KEPT || byId.size() >= KEPT) {
            byTarget.clear();
            byId.clear();
        }
        byTarget.put(link.mailing() + " " + link.url(), link);
        byId.put(link.id(), link);
        return link;
    }
}
