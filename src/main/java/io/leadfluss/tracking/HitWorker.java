package io.leadfluss.tracking;

import io.leadfluss.lead.Facts;
import io.leadfluss.lead.LeadEvent;
import io.leadfluss.security.Tokens;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Turns hits of people into facts, each lead in a transaction of its own. Hits wait for a moment first, since a scanner that passes for a browser
 * is only known by the several links of one mail it opens at once. A hit that fails three times is left aside.
 */
@Component
public class HitWorker {

    private static final Logger log = LoggerFactory.getLogger(HitWorker.class);
    private static final int BATCH = 1_000;
    private static final int TRIES = 3;

    private final HitQueue queue;
    private final Links links;
    private final Facts facts;
    private final TrackingSettings settings;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    HitWorker(HitQueue queue, Links links, Facts facts, TrackingSettings settings, JdbcClient jdbc, PlatformTransactionManager transactions,
            Clock clock) {
        this.queue = queue;
        this.links = links;
        this.facts = facts;
        this.settings = settings;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Works off all hits that are old enough to be judged. */
    @Scheduled(fixedDelay = 1_000)
    public synchronized void processDue() {
        queue.flush();
        Instant settled = clock.instant().minus(settings.burst());
        boolean allWell = true;
        for (Collection<List<Long>> due = dueByLead(settled); allWell && !due.isEmpty(); due = dueByLead(settled)) {
            for (List<Long> hitsOfLead : due) {
                allWell &= process(hitsOfLead);
            }
        }
    }

    private Collection<List<Long>> dueByLead(Instant settled) {
        Map<Long, List<Long>> hitsByLead = new LinkedHashMap<>();
        jdbc.sql("SELECT id, lead_id FROM hit WHERE done = FALSE AND tries < :tries AND occurred_at <= :settled ORDER BY occurred_at LIMIT :batch")
                .param("tries", TRIES).param("settled", settled).param("batch", BATCH)
                .query(row -> {
                    hitsByLead.computeIfAbsent(row.getLong("lead_id"), lead -> new ArrayList<>()).add(row.getLong("id"));
                });
        return hitsByLead.values();
    }

    private boolean process(List<Long> hits) {
        try {
            transaction.executeWithoutResult(status -> {
                List<Claimed> claimed = claim(hits);
                Map<Long, List<Click>> clicks = clicksAround(claimed);
                claimed.forEach(hit -> finish(hit, clicks));
            });
            return true;
        } catch (RuntimeException e) {
            if (hits.size() > 1) {
                hits.forEach(hit -> process(List.of(hit)));
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

    private Map<Long, List<Click>> clicksAround(List<Claimed> claimed) {
        List<Long> messages = claimed.stream().map(Claimed::hit).filter(hit -> hit.kind() != HitKind.VISIT).map(Hit::messageId).distinct().toList();
        if (messages.isEmpty()) {
            return Map.of();
        }
        return jdbc.sql("SELECT message_id, link_id, occurred_at FROM hit WHERE message_id IN (:messages) AND kind = 'CLICK'").param("messages", messages)
                .query((row, n) -> new Click(row.getLong("message_id"), row.getLong("link_id"), row.getObject("occurred_at", Instant.class)))
                .stream().collect(Collectors.groupingBy(Click::messageId));
    }

    private void finish(Claimed claimed, Map<Long, List<Click>> clicks) {
        Hit hit = claimed.hit();
        boolean burst = hit.kind() != HitKind.VISIT && clicks.getOrDefault(hit.messageId(), List.of()).stream()
                .filter(click -> Duration.between(click.occurredAt(), hit.occurredAt()).abs().compareTo(settings.burst()) <= 0)
                .map(Click::linkId).distinct().count() > 1;
        if (!burst) {
            facts.record(event(hit), hit.occurredAt());
        }
        jdbc.sql("UPDATE hit SET done = TRUE, machine = :machine WHERE id = :id")
                .param("machine", burst ? "several links at once" : null).param("id", claimed.id()).update();
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
                row.getString("path"), row.getString("machine"), row.getObject("occurred_at", Instant.class));
    }

    private record Claimed(long id, Hit hit) {
    }

    private record Click(long messageId, long linkId, Instant occurredAt) {
    }
}
