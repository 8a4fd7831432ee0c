package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadfluss.JourneyTest;
import io.leadfluss.newsletter.Goal;
import io.leadfluss.newsletter.IssueDraft;
import io.leadfluss.newsletter.IssueState;
import io.leadfluss.newsletter.Issues;
import io.leadfluss.newsletter.NewsletterFixture;
import io.leadfluss.newsletter.Segments;
import io.leadfluss.newsletter.Variant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@JourneyTest
@ExtendWith(ModelCoverage.class)
class NewsletterIssueTests {

    private static final String AUTHOR = NewsletterFixture.AUTHOR;
    private static final String APPROVER = NewsletterFixture.APPROVER;
    private static final Map<String, Object> APPROVE = Map.of("decision", "approve");

    @Autowired
    private ApplicationContext context;
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
    private NewsletterFixture given;
    private List<Long> readers;

    @BeforeEach
    void giveReaders() {
        given = NewsletterFixture.in(context);
        given.readers(20);
        readers = given.readers();
    }

    @AfterEach
    void clear() {
        given.clear();
    }

    @Test
    void sendsAnApprovedIssueToItsSegmentOnly() {
        long unwilling = readers.get(0);
        given.sql("UPDATE consent SET state = 'WITHDRAWN' WHERE lead_id = ?", unwilling);
        long french = segments.add("French " + given.campaign(), "country = \"FR\"", AUTHOR).orElseThrow();
        IssueDraft draft = given.draft();
        long id = issues.add(new IssueDraft("News", draft.segmentId(), Set.of(french), "aida-attention", null, 0, 0, Goal.CLICKS, null, null), AUTHOR);

        ProcessInstance process = submitted(id);
        walk.complete(process, APPROVER, APPROVE);
        walk.fire(process, "StartTimeReached");

        walk.that(process).isWaitingAt("SevenDaysPassed").hasPassed("SendRest").hasNotPassed("SendTest");
        assertThat(given.issue(id).recipients()).isEqualTo(14);
        assertThat(given.issue(id).state()).isEqualTo(IssueState.SENT);
        assertThat(mails.to(readers.get(1))).containsExactly("aida-attention");
        assertThat(mails.to(unwilling)).isEmpty();

        walk.fire(process, "SevenDaysPassed");

        walk.that(process).isEnded().hasPassed("ReportFinal");
        assertThat(given.issue(id).state()).isEqualTo(IssueState.CLOSED);
    }

    @Test
    void asksAllMarketersButTheAuthorForTheirApproval() {
        long id = issues.add(given.draft(), AUTHOR);

        submitted(id);

        assertThat(asked(id, "issue-approval")).contains(APPROVER).doesNotContain(AUTHOR, "sales1");
        assertThat(asked(id, "issue-choice")).isEmpty();
    }

    private List<String> asked(long id, String mailing) {
        return jdbc.sql("SELECT account FROM message WHERE mailing = ? AND reference LIKE ? AND stream = 'STAFF'")
                .params(mailing, "/app/newsletter/" + id + "/task %").query(String.class).list();
    }

    @Test
    void givesAnIssueBackToItsAuthor() {
        long id = issues.add(given.draft(), AUTHOR);
        ProcessInstance process = submitted(id);

        walk.complete(process, APPROVER, Map.of("decision", "return", "note", "The price is wrong"));

        walk.that(process).isEnded().hasPassed("IssueReturned");
        assertThat(given.issue(id).state()).isEqualTo(IssueState.DRAFT);
        assertThat(given.issue(id).note()).isEqualTo("The price is wrong");
    }

    @Test
    void lacksTheSecondPairOfEyesWhenTheAuthorApproves() {
        long id = issues.add(given.draft(), "admin");
        ProcessInstance process = submitted(id, "admin");

        assertThatThrownBy(() -> walk.complete(process, "admin", APPROVE)).hasMessageContaining("somebody other than its author");
        assertThatThrownBy(() -> walk.complete(process, "sales1", APPROVE)).isInstanceOf(ProcessEngineException.class);

        assertThat(given.issue(id).state()).isEqualTo(IssueState.IN_REVIEW);
        walk.that(process).isWaitingAt("ApproveIssue");
    }

    @Test
    void isApprovedAnewWhenItsContentChanged() {
        long id = issues.add(given.draft(), AUTHOR);
        ProcessInstance process = submitted(id);
        walk.complete(process, APPROVER, APPROVE);
        given.sql("UPDATE newsletter_issue SET content = 'as it was before' WHERE id = ?", id);

        walk.fire(process, "StartTimeReached");

        walk.that(process).isWaitingAt("ApproveIssue").hasPassed("ContentChanged");
        assertThat(given.issue(id).state()).isEqualTo(IssueState.IN_REVIEW);
        assertThat(mails.to(readers.get(0))).doesNotContain("aida-attention");

        walk.complete(process, APPROVER, APPROVE);
        walk.fire(process, "StartTimeReached");

        assertThat(given.issue(id).state()).isEqualTo(IssueState.SENT);
    }

    @Test
    void sendsTheWinnerToTheRest() {
        long id = tested();
        ProcessInstance process = inTest(id);
        reads(id, "B", 8);

        walk.fire(process, "TestTimePassed");

        walk.that(process).isWaitingAt("SevenDaysPassed").hasNotPassed("ChooseVariant");
        assertThat(given.issue(id).winner()).isEqualTo(Variant.B);
        assertThat(given.issue(id).pValue()).isLessThan(0.05);
        assertThat(count(id, "aida-attention")).isEqualTo(8);
        assertThat(count(id, "aida-desire")).isEqualTo(12);
    }

    @Test
    void asksAPersonWhenTheDifferenceMayBeChance() {
        long id = tested();
        ProcessInstance process = inTest(id);
        reads(id, "A", 1);
        walk.fire(process, "TestTimePassed");
        walk.that(process).isWaitingAt("ChooseVariant");
        assertThat(asked(id, "issue-choice")).contains(APPROVER).doesNotContain(AUTHOR);

        walk.complete(process, AUTHOR, Map.of("variant", "B"));

        walk.that(process).isWaitingAt("SevenDaysPassed");
        assertThat(given.issue(id).winner()).isEqualTo(Variant.B);
        assertThat(count(id, "aida-desire")).isEqualTo(12);
    }

    @Test
    void takesTheBetterOneWhenNobodyChooses() {
        long id = tested();
        ProcessInstance process = inTest(id);
        reads(id, "B", 1);
        walk.fire(process, "TestTimePassed");

        walk.fire(process, "ChoiceOverdue");

        walk.that(process).isWaitingAt("SevenDaysPassed").hasPassed("ChoiceOverdue");
        assertThat(given.issue(id).winner()).isEqualTo(Variant.B);
    }

    /** Sixteen of twenty take part, eight per variant. */
    private long tested() {
        return issues.add(given.test(80), AUTHOR);
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
        assertThat(given.issue(id).state()).isEqualTo(IssueState.TESTING);
        given.delivered(id);
        return process;
    }

    private void reads(long id, String variant, int people) {
        jdbc.sql("SELECT lead_id FROM newsletter_recipient WHERE issue_id = ? AND variant = ? LIMIT ?").params(id, variant, people)
                .query(Long.class).list().forEach(lead -> given.hit(id, lead, "CLICK", null));
    }

    private long count(long id, String mailing) {
        return jdbc.sql("SELECT COUNT(*) FROM message WHERE source_key LIKE ? AND mailing = ?").params("issue:" + id + ":%", mailing)
                .query(Long.class).single();
    }
}
