package io.leadfluss.consent;

import io.leadfluss.lead.EmailAddress;
import io.leadfluss.security.Tokens;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Addresses that must not be written to; only their keyed hashes are kept, so the list survives erasure. */
@Component
public class Suppressions {

    private static final String EVERYTHING = "all";

    private final JdbcClient jdbc;
    private final Tokens tokens;
    private final Clock clock;

    Suppressions(JdbcClient jdbc, Tokens tokens, Clock clock) {
        this.jdbc = jdbc;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Blocks advertising for this purpose, or every mail when the purpose is null: that nobody is there to read says nothing of other channels. */
    @Transactional
    public void suppress(EmailAddress address, Purpose purpose, String reason) {
        jdbc.sql("INSERT IGNORE INTO suppression (address_hash, scope, reason, since) VALUES (:hash, :scope, :reason, :now)")
                .param("hash", hash(address)).param("scope", scope(purpose)).param("reason", reason).param("now", clock.instant()).update();
    }

    /** Lifts the blocks of these purposes after a new confirmed consent. */
    void lift(EmailAddress address, Collection<Purpose> purposes) {
        if (!purposes.isEmpty()) {
            jdbc.sql("DELETE FROM suppression WHERE address_hash = :hash AND scope IN (:scopes)")
                    .param("hash", hash(address)).param("scopes", purposes.stream().map(Purpose::key).toList()).update();
        }
    }

    /** Lifts what was blocked for this reason alone, because it does not hold any more; false when there was nothing. */
    @Transactional
    public boolean lift(EmailAddress address, String reason) {
        return jdbc.sql("DELETE FROM suppression WHERE address_hash = :hash AND reason = :reason").param("hash", hash(address)).param("reason", reason)
                .update() > 0;
    }

    /** Why the address gets no mail at all; empty when it may. */
    public Optional<String> blockedFor(EmailAddress address) {
        return jdbc.sql("SELECT reason FROM suppression WHERE address_hash = :hash AND scope = :scope").param("hash", hash(address))
                .param("scope", EVERYTHING).query(String.class).optional();
    }

    /** Whether the address is blocked for this purpose, for a mail also by a block of all mails (purpose may be null: only by that). */
    public boolean suppressed(EmailAddress address, Purpose purpose) {
        return !suppressed(List.of(address), purpose).isEmpty();
    }

    /** Those of the addresses that are blocked, found in one statement. */
    public Set<EmailAddress> suppressed(Collection<EmailAddress> addresses, Purpose purpose) {
        if (addresses.isEmpty()) {
            return Set.of();
        }
        Map<String, EmailAddress> byHash = new HashMap<>();
        addresses.forEach(address -> byHash.put(hash(address), address));
        Set<EmailAddress> blocked = new HashSet<>();
        jdbc.sql("SELECT address_hash FROM suppression WHERE address_hash IN (:hashes) AND scope IN (:scopes)")
                .param("hashes", byHash.keySet()).param("scopes", scopes(purpose))
                .query(String.class).list().forEach(hash -> blocked.add(byHash.get(hash)));
        return blocked;
    }

    /** A block of an address: of advertising for a purpose, or of every mail when the scope is {@code all}. */
    public record Block(String scope, String reason, Instant since) {
    }

    /** What the address is blocked for. */
    List<Block> of(EmailAddress address) {
        return jdbc.sql("SELECT scope, reason, since FROM suppression WHERE address_hash = :hash ORDER BY scope").param("hash", hash(address))
                .query(Block.class).list();
    }

    private String hash(EmailAddress address) {
        return tokens.keyedHash("suppression", address.key());
    }

    private static Set<String> scopes(Purpose purpose) {
        return purpose == Purpose.NEWSLETTER ? Set.of(EVERYTHING, scope(purpose)) : Set.of(scope(purpose));
    }

    private static String scope(Purpose purpose) {
        return purpose == null ? EVERYTHING : purpose.key();
    }
}
