package io.leadfluss.newsletter;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Readers and issues of one test, told from those of others by a campaign of their own. */
public record NewsletterFixture(String campaign, Issues issues, IssueRun run, Segments segments, Clock clock, JdbcClient jdbc, TransactionTemplate transaction) {

    public static final String AUTHOR = "marketing";
    public static final String APPROVER = "marketing2";

    public static NewsletterFixture in(ApplicationContext context) {
        return new NewsletterFixture("issue-" + UUID.randomUUID(), context.getBean(Issues.class), context.getBean(IssueRun.class),
                context.getBean(Segments.class), context.getBean(Clock.class), context.getBean(JdbcClient.class),
                context.getBean(TransactionTemplate.class));
    }

    public String filter() {
        return "campaign = \"" + campaign + "\"";
    }

    public long segment() {
        return segments.all().stream().filter(segment -> segment.name().equals(campaign)).map(Segment::id).findFirst()
                .orElseGet(() -> segments.add(campaign, filter(), AUTHOR).orElseThrow());
    }

    /** Confirmed leads that agreed to the newsletter and to tracking, in two countries. */
    public void readers(int count) {
        sql("""
                INSERT INTO leads (id, version, email, email_key, first_name, country, language, time_zone, kind, origin, campaign, stage, stage_since,
                  created_at, confirmed_at, last_active_at)
                SELECT NEXT VALUE FOR lead_seq, 0, CONCAT(seq, '.', ?, '@example.org'), CONCAT(seq, '.', ?, '@example.org'), 'Erika',
                  IF(seq % 4 = 0, 'FR', 'DE'), 'de', 'Europe/Berlin', 'B2B', 'DIRECT', ?, 'LEAD', ?, ?, ?, ? FROM seq_1_to_""" + count,
                campaign, campaign, campaign, clock.instant(), clock.instant(), clock.instant(), clock.instant());
        for (String purpose : List.of("NEWSLETTER", "TRACKING")) {
            sql("INSERT INTO consent (lead_id, purpose, state, basis, since) SELECT id, ?, 'GRANTED', 'CONSENT', ? FROM leads WHERE campaign = ?", purpose,
                    clock.instant(), campaign);
        }
    }

    public List<Long> readers() {
        return jdbc.sql("SELECT id FROM leads WHERE campaign = ? ORDER BY id").param(campaign).query(Long.class).list();
    }

    public IssueDraft draft() {
        return new IssueDraft("Issue", segment(), Set.of(), "aida-attention", null, 0, 0, Goal.CLICKS, null, null);
    }

    public IssueDraft test(int share) {
        return new IssueDraft("Issue", segment(), Set.of(), "aida-attention", "aida-desire", share, 4, Goal.CLICKS, null, null);
    }

    long approved(IssueDraft draft) {
        long id = issues.add(draft, AUTHOR);
        issues.submit(id, AUTHOR);
        issues.approve(id, APPROVER, null);
        return id;
    }

    long sent(IssueDraft draft) {
        long id = approved(draft);
        run.fixRecipients(id);
        run.sendRest(id, Variant.A, Duration.ofDays(3), order -> order);
        return id;
    }

    public Issue issue(long id) {
        return issues.find(id).orElseThrow();
    }

    public int mails(long id, String state) {
        return jdbc.sql("SELECT COUNT(*) FROM message WHERE source_key LIKE ? AND state = ?").params("issue:" + id + ":%", state).query(Integer.class).single();
    }

    public void delivered(long id) {
        sql("UPDATE message SET state = 'SENT', sent_at = ? WHERE source_key LIKE ?", clock.instant(), "issue:" + id + ":%");
    }

    /** A click or an opening of the issue's mail to this lead, by a person or by a machine for this reason. */
    public void hit(long id, long lead, String kind, String machine) {
        sql("""
                INSERT INTO hit (kind, lead_id, message_id, link_id, machine, occurred_at, done)
                SELECT ?, lead_id, id, 1, ?, ?, TRUE FROM message WHERE source_key = ?""", kind, machine, clock.instant(), "issue:" + id + ":" + lead);
    }

    public void sql(String statement, Object... values) {
        transaction.executeWithoutResult(status -> jdbc.sql(statement).params(values).update());
    }

    /** So many rows would slow down the tests of others. */
    public void clear() {
        sql("DELETE FROM message WHERE lead_id IN (SELECT id FROM leads WHERE campaign = ?)", campaign);
        sql("DELETE FROM consent WHERE lead_id IN (SELECT id FROM leads WHERE campaign = ?)", campaign);
        sql("DELETE FROM newsletter_recipient WHERE lead_id IN (SELECT id FROM leads WHERE campaign = ?)", campaign);
        sql("DELETE FROM leads WHERE campaign = ?", campaign);
    }
}
