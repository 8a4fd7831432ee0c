package io.leadfluss.newsletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadfluss.JourneyTest;
import io.leadfluss.newsletter.IssueFigures.Line;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@JourneyTest
class IssueRunTests {

    private static final Logger log = LoggerFactory.getLogger(IssueRunTests.class);
    private static final int MANY = Integer.getInteger("newsletter.leads", 12_000);
    private static final Duration VALID = Duration.ofDays(3);

    @Autowired
    private ApplicationContext context;
    @Autowired
    private IssueRun run;
    @Autowired
    private Issues issues;
    @Autowired
    private IssueFigures figures;
    private NewsletterFixture given;

    @BeforeEach
    void start() {
        given = NewsletterFixture.in(context);
    }

    @AfterEach
    void clear() {
        given.clear();
    }

    @Test
    void reachesManyLeadsInSeconds() {
        given.readers(MANY);
        long id = given.approved(given.test(20));

        long begin = System.nanoTime();
        run.fixRecipients(id);
        long fixed = System.nanoTime();
        run.sendTest(id, VALID, order -> order);
        run.sendRest(id, Variant.B, VALID, order -> order);
        long sent = System.nanoTime();

        log.info("{} recipients fixed in {} ms, their mails queued in {} ms", MANY, (fixed - begin) / 1_000_000, (sent - fixed) / 1_000_000);
        assertThat(given.mails(id, "QUEUED")).isEqualTo(MANY);
        assertThat(given.issue(id).recipients()).isEqualTo(MANY);
        Map<Variant, Line> lines = figures.now(id);
        assertThat(lines.get(Variant.A).recipients()).isEqualTo(MANY / 10);
        assertThat(lines.get(Variant.B).recipients()).isEqualTo(MANY - MANY / 10);
    }

    @Test
    void goesOnWhereItWas() {
        given.readers(30);
        long id = given.approved(given.draft());
        List<Long> readers = given.readers();
        long half = readers.get(14);
        given.sql("INSERT INTO newsletter_recipient (issue_id, lead_id, draw) SELECT ?, id, 1 FROM leads WHERE campaign = ? AND id <= ?", id,
                given.campaign(), half);
        given.sql("UPDATE newsletter_issue SET state = 'SENDING', fixed_to = ? WHERE id = ?", half, id);

        run.fixRecipients(id);
        run.fixRecipients(id);
        run.sendRest(id, Variant.A, VALID, order -> order);
        given.sql("UPDATE newsletter_issue SET state = 'SENDING' WHERE id = ?", id);
        given.sql("UPDATE newsletter_recipient SET queued_at = NULL WHERE issue_id = ? AND lead_id > ?", id, half);
        run.sendRest(id, Variant.A, VALID, order -> order);

        assertThat(given.issue(id).recipients()).isEqualTo(30);
        assertThat(given.mails(id, "QUEUED")).isEqualTo(30);
    }

    @Test
    void fixesTheRecipientsOnce() {
        given.readers(4);
        long id = given.approved(given.draft());
        run.fixRecipients(id);
        given.sql("UPDATE leads SET country = 'XX' WHERE id = ?", given.readers().get(0));
        given.sql("UPDATE segment SET filter = 'country = \"XX\"' WHERE name = ?", given.campaign());

        run.fixRecipients(id);
        run.sendRest(id, Variant.A, VALID, order -> order);

        assertThat(given.mails(id, "QUEUED")).isEqualTo(4);
    }

    @Test
    void usesTheFilterThatWasApproved() {
        given.readers(4);
        long id = given.approved(given.draft());
        given.sql("UPDATE segment SET filter = 'true' WHERE name = ?", given.campaign());

        run.fixRecipients(id);

        assertThat(given.issue(id).recipients()).isEqualTo(4);
    }

    @Test
    void leavesOutWhoDoesNotWantTheTopic() {
        given.readers(4);
        long muted = given.readers().get(0);
        given.sql("INSERT INTO preference (lead_id, frequency, changed_at) VALUES (?, 'ANY', ?)", muted, given.clock().instant());
        given.sql("INSERT INTO muted_topic (lead_id, topic) VALUES (?, 'news')", muted);
        IssueDraft draft = given.draft();

        long id = given.sent(new IssueDraft("About news", draft.segmentId(), draft.excluded(), draft.mailing(), null, 0, 0, Goal.CLICKS, "news", null));

        assertThat(given.issue(id).recipients()).isEqualTo(3);
        assertThat(given.jdbc().sql("SELECT DISTINCT topic FROM message WHERE source_key LIKE ?").param("issue:" + id + ":%").query(String.class).list())
                .containsExactly("news");
    }

    @Test
    void takesBackWhatHasNotLeft() {
        given.readers(4);
        long id = given.sent(given.draft());
        long first = given.readers().get(0);
        given.sql("UPDATE message SET state = 'SENT', sent_at = ? WHERE source_key = ?", given.clock().instant(), "issue:" + id + ":" + first);

        assertThat(issues.stop(id)).contains(IssueState.STOPPED);

        assertThat(given.mails(id, "SENT")).isOne();
        assertThat(given.mails(id, "SUPPRESSED")).isEqualTo(3);
        assertThat(issues.stop(id)).isEmpty();
    }

    @Test
    void queuesNothingMoreOnceItIsStopped() {
        given.readers(4);
        long id = given.approved(given.draft());
        run.fixRecipients(id);
        issues.stop(id);

        run.sendRest(id, Variant.A, VALID, order -> order);

        assertThat(given.mails(id, "QUEUED")).isZero();
        assertThat(given.issue(id).state()).isEqualTo(IssueState.STOPPED);
    }

    @Test
    void becomesADraftAgainWhenItIsTakenBackInTime() {
        given.readers(4);
        long id = given.approved(given.draft());

        assertThat(issues.stop(id)).contains(IssueState.DRAFT);
        run.fixRecipients(id);

        assertThat(given.issue(id).recipients()).isNull();
    }

    @Test
    void sendsNothingThatWasChangedAfterTheApproval() {
        given.readers(4);
        long id = given.approved(given.draft());
        run.fixRecipients(id);
        given.sql("UPDATE newsletter_issue SET content = 'another' WHERE id = ?", id);

        assertThatThrownBy(() -> run.sendRest(id, Variant.A, VALID, order -> order)).isInstanceOf(ContentChanged.class);

        assertThat(given.mails(id, "QUEUED")).isZero();
    }

    @Test
    void countsPeopleAndMachinesApart() {
        given.readers(6);
        List<Long> readers = given.readers();
        long id = given.sent(given.draft());
        given.delivered(id);
        given.hit(id, readers.get(0), "OPEN", null);
        given.hit(id, readers.get(0), "OPEN", null);
        given.hit(id, readers.get(1), "CLICK", null);
        given.hit(id, readers.get(2), "CLICK", "several links at once");
        given.hit(id, readers.get(3), "OPEN", "mail privacy proxy");
        given.hit(id, readers.get(4), "CLICK", null);
        given.sql("UPDATE consent SET state = 'WITHDRAWN' WHERE lead_id = ? AND purpose = 'TRACKING'", readers.get(4));
        given.sql("INSERT INTO fact (id, lead_id, kind, subject, occurred_at, source_key) VALUES (NEXT VALUE FOR fact_seq, ?, 'LeadUnsubscribed', '', ?, ?)",
                readers.get(5), given.clock().instant().plusSeconds(60), "test:" + given.campaign());

        for (String what : List.of("HARD", "COMPLAINT")) {
            given.sql("""
                    INSERT INTO mail_return (message_id, what, lead_id, mailing, way, status, words, occurred_at)
                    SELECT id, ?, lead_id, mailing, 'MAIL', '', '', ? FROM message WHERE source_key = ?""", what, given.clock().instant(),
                    "issue:" + id + ":" + readers.get(5));
        }

        assertThat(figures.now(id)).containsExactly(Map.entry(Variant.A, new Line(Variant.A, 6, 6, 0, 0, 0, 1, 1, 5, 2, 1, 1, 1, 1)));
        assertThat(figures.hours(id, given.clock().instant().minusSeconds(1))).hasSize(12)
                .first().isEqualTo(new IssueFigures.Hour(0, 2, 1));
    }

    @Test
    void countsTheReadingOfNobodyWhoAllowedItOnlyLater() {
        given.readers(2);
        List<Long> readers = given.readers();
        long id = given.sent(given.draft());
        given.delivered(id);
        given.sql("UPDATE consent SET since = ? WHERE lead_id = ? AND purpose = 'TRACKING'", given.clock().instant().plusSeconds(60), readers.get(1));
        readers.forEach(reader -> given.hit(id, reader, "CLICK", null));

        assertThat(figures.now(id).get(Variant.A)).satisfies(line -> assertThat(List.of(line.tracked(), line.opened(), line.clicked())).containsExactly(1, 1, 1));
    }

    @Test
    void agreesWithItsChartAndItsLinksAlsoAfterAWithdrawal() {
        given.readers(6);
        List<Long> readers = given.readers();
        long id = given.sent(given.draft());
        given.delivered(id);
        readers.subList(0, 4).forEach(reader -> given.hit(id, reader, "CLICK", null));
        given.hit(id, readers.get(4), "OPEN", null);
        given.sql("UPDATE consent SET state = 'WITHDRAWN' WHERE lead_id = ? AND purpose = 'TRACKING'", readers.get(0));

        Line line = figures.now(id).get(Variant.A);
        List<IssueFigures.Hour> hours = figures.hours(id, given.clock().instant().minusSeconds(1));

        assertThat(line.opened()).isEqualTo(4).isEqualTo(hours.stream().mapToInt(IssueFigures.Hour::opened).sum());
        assertThat(line.clicked()).isEqualTo(3).isEqualTo(hours.stream().mapToInt(IssueFigures.Hour::clicked).sum());
        assertThat(figures.links(id)).allSatisfy(link -> assertThat(link.people()).isLessThanOrEqualTo(line.clicked()));
    }

    @Test
    void countsEachRecipientOnce() {
        given.readers(5);
        List<Long> readers = given.readers();
        long id = given.sent(given.draft());
        given.delivered(id);
        for (int i = 0; i < 3; i++) {
            given.sql("UPDATE message SET state = ? WHERE source_key = ?", List.of("FAILED", "SUPPRESSED", "QUEUED").get(i), "issue:" + id + ":" + readers.get(i));
        }
        given.sql("""
                INSERT INTO mail_return (message_id, what, lead_id, mailing, way, status, words, occurred_at)
                SELECT id, 'HARD', lead_id, mailing, 'MAIL', '', '', ? FROM message WHERE source_key = ?""", given.clock().instant(),
                "issue:" + id + ":" + readers.get(3));

        Line line = figures.now(id).get(Variant.A);

        assertThat(List.of(line.waiting(), line.withheld(), line.undelivered(), line.delivered())).containsExactly(1, 1, 2, 1);
        assertThat(line.waiting() + line.withheld() + line.undelivered() + line.delivered()).isEqualTo(line.recipients());
    }

    @Test
    void keepsItsFiguresWhenLeadsAreErased() {
        given.readers(4);
        long id = given.sent(given.draft());
        given.delivered(id);
        run.close(id);

        context.getBean(NewsletterData.class).erase(given.readers().get(0));

        assertThat(figures.kept(id, IssueFigures.Phase.FINAL)).singleElement().satisfies(line -> assertThat(line.sent()).isEqualTo(4));
        assertThat(context.getBean(NewsletterData.class).disclose(given.readers().get(1))).singleElement()
                .satisfies(row -> assertThat(row).containsEntry("title", "Issue"));
    }
}
