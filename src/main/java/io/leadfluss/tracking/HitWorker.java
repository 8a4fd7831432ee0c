package io.leadfluss.tracking;

import io.leadfluss.lead.Facts;
import io.leadfluss.lead.LeadEvent;
import io.leadfluss.security.Tokens;
import io.leadfluss.tracking.Judgement.Neighbour;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Judges hits and turns those of people into facts, each lead in a transaction of its own. Hits wait for a moment first, and those with a sign of a
 * machine for a while, since a scanner that passes for a browser is only known by all that it does. A hit that fails three times is left aside.
 */
@Component
public class HitWorker {

    private static final Logger log = LoggerFactory.getLogger(HitWorker.class);
    private static final int BATCH = 1_000;
    private static final int TRIES = 3;

    private final HitQueue queue;
    private final Links links;
    private final SentMails mails;
    private final Facts facts;
    private final Judgement judgement;
    private final Period keep;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    HitWorker(HitQueue queue, Links links, SentMails mails, Facts facts, TrackingSettings settings, JdbcClient jdbc,
            PlatformTransactionManager transactions, Clock clock) {
        this.queue = queue;
        this.links = links;
        this.mails = mails;
        this.facts = facts;
        this.judgement = new Judgement(settings);
        this.keep = settings.keep();
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Works off all hits that are old enough to be judged. */
    @Scheduled(fixedDelay = 1_000)
    public synchronized void processDue() {
        queue.flush();
        Instant now = clock.instant();
        boolean allWell = true;
        for (List<Due> due = due(now); allWell && !due.isEmpty(); due = due(now)) {
            Set<Long> messages = due.stream().map(Due::messageId).filter(Objects::nonNull).collect(Collectors.toSet());
            Map<Long, Instant> sent = messages.isEmpty() ? Map.of() : mails.sentAt(messages);
            for (List<Due> ofLead : due.stream().collect(Collectors.groupingBy(Due::leadId, LinkedHashMap::new, Collectors.toList())).values()) {
                allWell &= process(ofLead.stream().map(Due::id).toList(), sent, now);
            }
        }
    }

    /** Hits are only of use for a time. */
    @Scheduled(cron = "0 40 3 * * *", zone = "UTC")
    void forgetOld() {
        Instant oldest = clock.instant().atZone(ZoneOffset.UTC).minus(keep).toInstant();
        while (jdbc.sql("DELETE FROM hit WHERE occurred_at < ? LIMIT 10000").param(oldest).update() > 0) {
            log.debug("Hits from before {} are deleted", oldest);
        }
    }

    private List<Due> due(Instant now) {
        return jdbc.sql("""
                        SELECT id, lead_id, message_id FROM hit WHERE done = FALSE AND tries < :tries AND judge_at <= :now
                        ORDER BY judge_at LIMIT :batch""")
                .param("tries", TRIES).param("now", now).param("batch", BATCH)
                .query((row, n) -> new Due(row.getLong("id"), row.getLong("lead_id"), row.getObject("message_id", Long.class))).list();
    }

    private boolean process(List<Long> hits, Map<Long, Instant> sent, Instant now) {
        try {
            transaction.executeWithoutResult(status -> {
                List<Claimed> claimed = claim(hits);
                Map<Long, List<Neighbour>> neighbours = neighbours(claimed);
                claimed.forEach(hit -> judge(hit, neighbours.getOrDefault(hit.hit().messageId(), List.of()), sent.get(hit.hit().messageId()), now));
            });
            return true;
        } catch (RuntimeException e) {
            if (hits.size() > 1) {
                hits.forEach(hit -> process(List.of(hit), sent, now));
            } else {
                transaction.executeWithoutResult(status ->
                        jdbc.sql("UPDATE hit SET tries = tries + 1 WHERE id IN (:hits)").param("hits", hits).update());
                log.error("Hit {} did not become a fact", hits, e);
            }
            return false;
        }
    }

    /** Another copy of the program may be at the same hits: what it holds is left to it. */
    private List<Claimed> claim(List<Long> hits) {
        return jdbc.sql("SELECT * FROM hit WHERE id IN (:hits) AND done = FALSE ORDER BY id FOR UPDATE SKIP LOCKED").param("hits", hits)
                .query((row, n) -> new Claimed(row.getLong("id"), hit(row))).list();
    }

    private Map<Long, List<Neighbour>> neighbours(List<Claimed> claimed) {
        if (claimed.isEmpty()) {
            return Map.of();
        }
        List<Long> messages = claimed.stream().map(claim -> claim.hit().messageId()).distinct().toList();
        Map<Long, List<Neighbour>> neighbours = new HashMap<>();
        jdbc.sql("SELECT kind, message_id, link_id, occurred_at FROM hit WHERE message_id IN (:messages) AND kind <> 'VISIT'").param("messages", messages)
                .query(row -> {
                    long link = row.getLong("link_id");
                    neighbours.computeIfAbsent(row.getLong("message_id"), message -> new ArrayList<>())
                            .add(new Neighbour(HitKind.valueOf(row.getString("kind")), link, isTrap(link), row.getObject("occurred_at", Instant.class)));
                });
        return neighbours;
    }

    private boolean isTrap(Long link) {
        return link != null && links.find(link).filter(Link::isTrap).isPresent();
    }

    private void judge(Claimed claimed, List<Neighbour> neighbours, Instant sentAt, Instant now) {
        Hit hit = claimed.hit();
        boolean trap = hit.isOfMail() && isTrap(hit.linkId());
        Set<Sign> signs = judgement.signs(hit, trap, neighbours, sentAt);
        if (judgement.isOpen(signs, hit, now)) {
            jdbc.sql("UPDATE hit SET judge_at = ? WHERE id = ?").params(judgement.end(hit), claimed.id()).update();
            return;
        }
        // There is nothing behind the trap that a person could want.
        boolean machine = trap || Sign.showMachine(signs);
        if (!machine) {
            facts.record(event(hit), hit.occurredAt());
        }
        jdbc.sql("UPDATE hit SET done = TRUE, signs = :signs, machine = :machine WHERE id = :id").param("signs", Sign.names(signs))
                .param("machine", machine ? Sign.names(signs) : null).param("id", claimed.id()).update();
    }

    private LeadEvent event(Hit hit) {
        LocalDate day = LocalDate.ofInstant(hit.occurredAt(), ZoneOffset.UTC);
        return switch (hit.kind()) {
            case OPEN -> new MailOpened(hit.leadId(), "open:" + hit.messageId() + ":" + day, subject(hit));
            case CLICK -> new LinkClicked(hit.leadId(), "click:" + hit.messageId() + ":" + hit.linkId() + ":" + day, subject(hit));
            case VISIT -> new SiteVisited(hit.leadId(), "visit:" + hit.leadId() + ":" + day + ":" + Tokens.sha256(hit.path()), hit.path());
        };
    }

    private String subject(Hit hit) {
        return links.find(hit.linkId()).orElseThrow(() -> new IllegalStateException("There is no link " + hit.linkId())).subject();
    }

    private static Hit hit(ResultSet row) throws SQLException {
        return new Hit(HitKind.valueOf(row.getString("kind")), row.getLong("lead_id"), row.getLong("message_id"), row.getLong("link_id"),
                row.getString("path"), Sign.of(row.getString("signs")), row.getObject("occurred_at", Instant.class));
    }

    private record Due(long id, long leadId, Long messageId) {
    }

    private record Claimed(long id, Hit hit) {
    }
}
