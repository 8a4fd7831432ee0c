package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadfluss.JourneyTest;
import io.leadfluss.newsletter.Goal;
import io.leadfluss.newsletter.Issue;
import io.leadfluss.newsletter.IssueDraft;
import io.leadfluss.newsletter.IssueState;
import io.leadfluss.newsletter.Issues;
import io.leadfluss.newsletter.Segments;
import io.leadfluss.newsletter.Variant;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@JourneyTest
@ExtendWith(ModelCoverage.class)
class NewsletterIssueTests {

    private static final String AUTHOR = "marketing";
    private static final String APPROVER = "marketing2";
    private static final Map<String, Object> APPROVE = Map.of("decision", "approve");

    @Autowired
    private Walk walk;
    @Autowired
    private Mails mails;
    @Autowired
    private Issues issues;
    @Autowired
    private Segments segments;
    @Autowired
    private RuntimeService runtime;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private TransactionTemplate transaction;
    @Autowired
    private Clock clock;
    private final List<Long> readers = new ArrayList<>();
    private String campaign;
    private long segment;

    @BeforeEach
    void giveReaders() {
        campaign = "newsletter-" + UUID.randomUUID();
        segment = segments.add(campaign, "campaign = \"" + campaign + "\"", AUTHOR).orElseThrow();
        for (int i = 0; i < 20; i++) {
            readers.add(reader("newsletter", "tracking"));
        }
    }

    @Test
    void sendsAnApprovedIssueToItsSegmentOnly() {
        long french = reader("newsletter");
        update("UPDATE leads SET country = 'FR' WHERE id = ?", french);
        long unwilling = reader();
        long excluded = segments.add("French " + campaign, "country = \"FR\"", AUTHOR).orElseThrow();
        long id = issues.add(draft(null, Set.of(excluded)), AUTHOR);

        ProcessInstance process = submitted(id);
        walk.complete(process, APPROVER, APPROVE);
        walk.fire(process, "StartTimeReached");

        walk.that(process).isWaitingAt("SevenDaysPassed").hasPassed("SendRest").hasNotPassed("SendTest");
        assertThat(readers).allSatisfy(reader -> assertThat(mails.to(reader)).contains("aida-attention"));
        assertThat(mails.to(french)).doesNotContain("aida-attention");
        assertThat(mails.to(unwilling)).doesNotContain("aida-attention");
        assertThat(issue(id).recipients()).isEqualTo(20);
        assertThat(issue(id).state()).isEqualTo(IssueState.SENT);

        walk.fire(process, "SevenDaysPassed");

        walk.that(process).isEnded().hasPassed("ReportFinal");
        assertThat(issue(id).state()).isEqualTo(IssueState.CLOSED);
    }

    @Test
    void givesAnIssueBackToItsAuthor() {
        long id = issues.add(draft(null, Set.of()), AUTHOR);
        ProcessInstance process = submitted(id);

        walk.complete(process, APPROVER, Map.of("decision", "return", "note", "The price is wrong"));

        walk.that(process).isEnded().hasPassed("IssueReturned");
        assertThat(issue(id).state()).isEqualTo(IssueState.DRAFT);
        assertThat(issue(id).note()).isEqualTo("The price is wrong");
    }

    @Test
    void lacksTheSecondPairOfEyesWhenTheAuthorApproves() {
        long id = issues.add(draft(null, Set.of()), "admin");
        ProcessInstance process = submitted(id, "admin");

        assertThatThrownBy(() -> walk.complete(process, "admin", APPROVE)).hasMessageContaining("somebody other than its author");
        assertThatThrownBy(() -> walk.complete(process, "sales1", APPROVE)).isInstanceOf(ProcessEngineException.class);

        assertThat(issue(id).state()).isEqualTo(IssueState.IN_REVIEW);
        walk.that(process).isWaitingAt("ApproveIssue");
    }

    @Test
    void isApprovedAnewWhenItsContentChanged() {
        long id = issues.add(draft(null, Set.of()), AUTHOR);
        ProcessInstance process = submitted(id);
        walk.complete(process, APPROVER, APPROVE);
        update("UPDATE newsletter_issue SET content = 'as it was before' WHERE id = ?", id);

        walk.fire(process, "StartTimeReached");

        walk.that(process).isWaitingAt("ApproveIssue").hasPassed("ContentChanged");
        assertThat(issue(id).state()).isEqualTo(IssueState.IN_REVIEW);
        assertThat(mails.to(readers.get(0))).doesNotContain("aida-attention");

        walk.complete(process, APPROVER, APPROVE);
        walk.fire(process, "StartTimeReached");

        assertThat(issue(id).state()).isEqualTo(IssueState.SENT);
    }

    @Test
    void sendsTheWinnerToTheRest() {
        long id = tested();
        ProcessInstance process = inTest(id);
        reads(id, "B", 8, "CLICK");

        walk.fire(process, "TestTimePassed");

        walk.that(process).isWaitingAt("SevenDaysPassed").hasNotPassed("ChooseVariant");
        assertThat(issue(id).winner()).isEqualTo(Variant.B);
        assertThat(issue(id).pValue()).isLessThan(0.05);
        assertThat(count(id, "aida-attention")).isEqualTo(8);
        assertThat(count(id, "aida-desire")).isEqualTo(12);
    }

    @Test
    void asksAPersonWhenTheDifferenceMayBeChance() {
        long id = tested();
        ProcessInstance process = inTest(id);
        reads(id, "A", 1, "CLICK");
        walk.fire(process, "TestTimePassed");
        walk.that(process).isWaitingAt("ChooseVariant");

        walk.complete(process, AUTHOR, Map.of("variant", "B"));

        walk.that(process).isWaitingAt("SevenDaysPassed");
        assertThat(issue(id).winner()).isEqualTo(Variant.B);
        assertThat(count(id, "aida-desire")).isEqualTo(12);
    }

    @Test
    void takesTheBetterOneWhenNobodyChooses() {
        long id = tested();
        ProcessInstance process = inTest(id);
        reads(id, "B", 1, "CLICK");
        walk.fire(process, "TestTimePassed");

        walk.fire(process, "ChoiceOverdue");

        walk.that(process).isWaitingAt("SevenDaysPassed").hasPassed("ChoiceOverdue");
        assertThat(issue(id).winner()).isEqualTo(Variant.B);
    }

    private long tested() {
        return issues.add(draft("aida-desire", Set.of()), AUTHOR);
    }

    /** Sixteen of twenty take part, eight per variant. */
    private IssueDraft draft(String rival, Set<Long> excluded) {
        return new IssueDraft("News of " + campaign, segment, excluded, "aida-attention", rival, rival == null ? 0 : 80, rival == null ? 0 : 4,
                Goal.CLICKS, null, null);
    }

    private ProcessInstance submitted(long id) {
        return submitted(id, AUTHOR);
    }

    private ProcessInstance submitted(long id, String author) {
        issues.submit(id, author);
        ProcessInstance process = runtime.createProcessInstanceQuery().processInstanceBusinessKey(Issues.key(id)).singleResult();
        walk.that(process).isWaitingAt("ApproveIssue");
        return process;
    }

    private ProcessInstance inTest(long id) {
        ProcessInstance process = submitted(id);
        walk.complete(process, APPROVER, APPROVE);
        walk.fire(process, "StartTimeReached");
        walk.that(process).isWaitingAt("TestTimePassed");
        assertThat(count(id, "aida-attention")).isEqualTo(8);
        assertThat(count(id, "aida-desire")).isEqualTo(8);
        assertThat(issue(id).state()).isEqualTo(IssueState.TESTING);
        update("UPDATE message SET state = 'SENT', sent_at = ? WHERE source_key LIKE ?", clock.instant(), "issue:" + id + ":%");
        return process;
    }

    private void reads(long id, String variant, int people, String kind) {
        update("""
                INSERT INTO hit (kind, lead_id, message_id, link_id, occurred_at, done)
                SELECT ?, m.lead_id, m.id, 1, ?, TRUE FROM message m JOIN newsletter_recipient r ON r.issue_id = ? AND r.lead_id = m.lead_id
                WHERE m.source_key LIKE ? AND r.variant = ? ORDER BY m.id LIMIT ?""",
                kind, clock.instant(), id, "issue:" + id + ":%", variant, people);
    }

    /** A confirmed lead that allows this; written as rows, since how it came is not what these tests are about. */
    private long reader(String... purposes) {
        long lead = jdbc.sql("SELECT NEXT VALUE FOR lead_seq").query(Long.class).single();
        update("""
                INSERT INTO leads (id, version, email, email_key, first_name, last_name, country, language, time_zone, kind, origin, campaign, stage,
                  stage_since, created_at, confirmed_at, last_active_at)
                VALUES (?, 0, ?, ?, 'Erika', 'Muster', 'DE', 'de', 'Europe/Berlin', 'B2B', 'DIRECT', ?, 'LEAD', ?, ?, ?, ?)""",
                lead, "reader" + lead + "@example.org", "reader" + lead + "@example.org", campaign, clock.instant(), clock.instant(),
                clock.instant(), clock.instant());
        for (String purpose : purposes) {
            update("INSERT INTO consent (lead_id, purpose, state, basis, since) VALUES (?, ?, 'GRANTED', 'CONSENT', ?)", lead,
                    purpose.toUpperCase(Locale.ROOT), clock.instant());
        }
        return lead;
    }

    private long count(long id, String mailing) {
        return jdbc.sql("SELECT COUNT(*) FROM message WHERE source_key LIKE ? AND mailing = ?").params("issue:" + id + ":%", mailing)
                .query(Long.class).single();
    }

    private Issue issue(long id) {
        return issues.find(id).orElseThrow();
    }

    private void update(String sql, Object... params) {
        transaction.executeWithoutResult(status -> jdbc.sql(sql).params(params).update());
    }
}
