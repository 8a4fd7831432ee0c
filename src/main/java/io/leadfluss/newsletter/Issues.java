package io.leadfluss.newsletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadfluss.mail.Outbox;
import io.leadfluss.mail.template.MailingRules;
import io.leadfluss.security.Accounts;
import io.leadfluss.security.Audit;
import io.leadfluss.security.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * All issues and what people decide about them. What is approved is what is sent: from the moment an issue is handed in it cannot be changed, its
 * filters are kept beside it, and a mailing that is changed afterwards must be approved anew.
 */
@Component
@Transactional
public class Issues {

    private static final String ALL = """
            SELECT id, version, title, segment_id, mailing, rival, test_share, test_hours, goal, topic, starts_at, state, author, content, approved_by,
              decided_at, note, fixed_to, recipients, p_value, winner, created_at, started_at, sent_at FROM newsletter_issue
            """;
    private static final int LISTED = 100;

    private final Segments segments;
    private final Audiences audiences;
    private final Mailings mailings;
    private final MailingRules rules;
    private final Outbox outbox;
    private final Accounts accounts;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final ObjectMapper json;
    private final JdbcClient jdbc;
    private final Clock clock;

    Issues(Segments segments, Audiences audiences, Mailings mailings, MailingRules rules, Outbox outbox, Accounts accounts, Audit audit,
            ApplicationEventPublisher events, ObjectMapper json, JdbcClient jdbc, Clock clock) {
        this.segments = segments;
        this.audiences = audiences;
        this.mailings = mailings;
        this.rules = rules;
        this.outbox = outbox;
        this.accounts = accounts;
        this.audit = audit;
        this.events = events;
        this.json = json;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The business key of the process that brings an issue out; no lead can have it. */
    public static String key(long id) {
        return "issue-" + id;
    }

    /** The issue that such a key stands for; empty for any other key. */
    public static Optional<Long> fromKey(String key) {
        return key != null && key.matches("issue-\\d{1,18}") ? Optional.of(Long.valueOf(key.substring("issue-".length()))) : Optional.empty();
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    List<Issue> all() {
        return jdbc.sql(ALL + "ORDER BY id DESC LIMIT :most").param("most", LISTED).query(Issues::issue).list();
    }

    @Transactional(readOnly = true)
    public Optional<Issue> find(long id) {
        return jdbc.sql(ALL + "WHERE id = :id").param("id", id).query(Issues::issue).optional();
    }

    /** The titles of the issues that are or will be sent with each mailing. */
    @Transactional(readOnly = true)
    public Map<String, List<String>> titlesByMailing() {
        record Use(String mailing, String title) {
        }
        return jdbc.sql("""
                        SELECT mailing, title FROM newsletter_issue WHERE state NOT IN ('CLOSED', 'STOPPED')
                        UNION SELECT rival, title FROM newsletter_issue WHERE state NOT IN ('CLOSED', 'STOPPED') AND rival IS NOT NULL ORDER BY title""")
                .query((row, n) -> new Use(row.getString(1), row.getString(2))).stream()
                .collect(Collectors.groupingBy(Use::mailing, Collectors.mapping(Use::title, Collectors.toList())));
    }

    Issue get(long id) {
        return find(id).orElseThrow(() -> new IllegalStateException("There is no issue " + id));
    }

    @Transactional(readOnly = true)
    Set<Long> excluded(long id) {
        return new TreeSet<>(jdbc.sql("SELECT segment_id FROM newsletter_exclusion WHERE issue_id = :id").param("id", id).query(Long.class).list());
    }

    public long add(IssueDraft draft, String author) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("""
                        INSERT INTO newsletter_issue (version, title, mailing, test_share, test_hours, goal, state, author, created_at)
                        VALUES (0, :title, :mailing, 0, 0, 'CLICKS', 'DRAFT', :author, :now)""")
                .param("title", draft.title()).param("mailing", draft.mailing()).param("author", author).param("now", clock.instant()).update(key, "id");
        long id = key.getKeyAs(Number.class).longValue();
        change(id, 0, draft);
        audit.record("newsletter.add", Long.toString(id));
        return id;
    }

    /** False when it is no draft any more, or another person has changed it since it was read. */
    boolean change(long id, int version, IssueDraft draft) {
        int changed = jdbc.sql("""
                        UPDATE newsletter_issue SET version = version + 1, title = :title, segment_id = :segment, mailing = :mailing, rival = :rival,
                          test_share = :share, test_hours = :hours, goal = :goal, topic = :topic, starts_at = :startsAt
                        WHERE id = :id AND version = :version AND state = 'DRAFT'""")
                .param("title", draft.title()).param("segment", draft.segmentId()).param("mailing", draft.mailing()).param("rival", draft.rival())
                .param("share", draft.testShare()).param("hours", draft.testHours()).param("goal", draft.goal().name())
                .param("topic", draft.topic()).param("startsAt", draft.startsAt()).param("id", id).param("version", version).update();
        if (changed == 1) {
            jdbc.sql("DELETE FROM newsletter_exclusion WHERE issue_id = :id").param("id", id).update();
            draft.excluded().forEach(segment -> jdbc.sql("INSERT INTO newsletter_exclusion (issue_id, segment_id) VALUES (:id, :segment)")
                    .param("id", id).param("segment", segment).update());
        }
        return changed == 1;
    }

    /** A new draft that is like this issue. */
    long copy(long id, String title, String author) {
        Issue issue = get(id);
        return add(new IssueDraft(title, issue.segmentId(), excluded(id), issue.mailing(), issue.rival(), issue.testShare(), issue.testHours(),
                issue.goal(), issue.topic(), null), author);
    }

    boolean remove(long id) {
        boolean removed = 1 == jdbc.sql("DELETE FROM newsletter_issue WHERE id = :id AND state = 'DRAFT'").param("id", id).update();
        if (removed) {
            audit.record("newsletter.remove", Long.toString(id));
        }
        return removed;
    }

    /**
     * Hands an issue in for approval.
     *
     * @throws IssueRefused when it is not ready, or nobody is there to approve it
     */
    public void submit(long id, String account) {
        Issue issue = get(id);
        if (!mailings.names().contains(issue.mailing()) || issue.isTest() && !mailings.names().contains(issue.rival())) {
            throw new IssueRefused("newsletter.refused.mailing", "Issue " + id + " names a mailing that is not there");
        }
        if (!rules.check(issue.mailing()).isEmpty() || issue.isTest() && !rules.check(issue.rival()).isEmpty()) {
            throw new IssueRefused("newsletter.refused.findings", "A mailing of issue " + id + " has mistakes");
        }
        if (issue.startsAt() != null && issue.startsAt().isBefore(clock.instant())) {
            throw new IssueRefused("newsletter.refused.past", "Issue " + id + " would begin in the past");
        }
        Audience audience = audience(issue.segmentId(), excluded(id), issue.topic());
        if (audiences.count(audience) == 0) {
            throw new IssueRefused("newsletter.refused.nobody", "Issue " + id + " would reach nobody");
        }
        List<String> approvers = approvers(account);
        if (approvers.isEmpty()) {
            throw new IssueRefused("newsletter.refused.no-approver", "Nobody but " + account + " could approve issue " + id);
        }
        // Whoever hands it in answers for it, whoever wrote it: the other pair of eyes must be another person's.
        int changed = jdbc.sql("""
                        UPDATE newsletter_issue SET version = version + 1, state = 'IN_REVIEW', author = :account, audience = :audience,
                          content = :content, note = NULL, approved_by = NULL, decided_at = NULL WHERE id = :id AND state = 'DRAFT'""")
                .param("account", account).param("audience", write(audience)).param("content", content(issue)).param("id", id).update();
        if (changed == 0) {
            throw new IssueRefused("newsletter.refused.state", "Issue " + id + " is no draft any more");
        }
        audit.record("newsletter.submit", Long.toString(id));
        events.publishEvent(new IssueSubmitted(id, approvers));
    }

    /** @throws IllegalStateException when the issue does not wait for approval, or its author wants to approve it */
    public void approve(long id, String account, String note) {
        decide(id, IssueState.APPROVED, account, note);
    }

    /** Gives it back to its author. */
    public void giveBack(long id, String account, String note) {
        decide(id, IssueState.DRAFT, account, note);
    }

    private void decide(long id, IssueState decision, String account, String note) {
        Issue issue = get(id);
        if (account == null || account.equals(issue.author()) && decision == IssueState.APPROVED) {
            throw new IllegalStateException("Issue " + id + " must be approved by somebody other than its author");
        }
        int decided = jdbc.sql("""
                        UPDATE newsletter_issue SET version = version + 1, state = :state, approved_by = :account, decided_at = :now, note = :note
                        WHERE id = :id AND state = 'IN_REVIEW'""")
                .param("state", decision.name()).param("account", account).param("now", clock.instant())
                .param("note", note == null || note.length() <= 1000 ? note : note.substring(0, 1000)).param("id", id).update();
        if (decided == 0) {
            throw new IllegalStateException("Issue " + id + " does not wait for approval, it is " + issue.state());
        }
        audit.record(decision == IssueState.APPROVED ? "newsletter.approve" : "newsletter.give-back", Long.toString(id));
    }

    /** Calls an issue off: before it began it becomes a draft again, on its way all mails that have not left are taken back. */
    Optional<IssueState> stop(long id) {
        Issue issue = jdbc.sql(ALL + "WHERE id = :id FOR UPDATE").param("id", id).query(Issues::issue).optional().orElse(null);
        if (issue == null || issue.state() == IssueState.DRAFT || issue.state() == IssueState.CLOSED || issue.state() == IssueState.STOPPED) {
            return Optional.empty();
        }
        IssueState state = issue.state().isOnItsWay() ? IssueState.STOPPED : IssueState.DRAFT;
        jdbc.sql("UPDATE newsletter_issue SET version = version + 1, state = :state WHERE id = :id").param("state", state.name()).param("id", id).update();
        outbox.takeBack(issue.keys(), "issue-stopped");
        audit.record("newsletter.stop", Long.toString(id));
        events.publishEvent(new IssueStopped(id));
        return Optional.of(state);
    }

    /** @throws ContentChanged when a mailing is not what was handed in, which leaves the process a way to go on */
    @Transactional(noRollbackFor = ContentChanged.class)
    void checkContent(Issue issue) {
        if (!content(issue).equals(issue.content())) {
            throw new ContentChanged(issue.id(), issue.isTest() ? issue.mailing() + " or " + issue.rival() : issue.mailing());
        }
    }

    /** Waits for approval again, with the mailings as they are now. */
    public void reviewAgain(long id) {
        jdbc.sql("UPDATE newsletter_issue SET version = version + 1, state = 'IN_REVIEW', content = :content WHERE id = :id AND state = 'APPROVED'")
                .param("content", content(get(id))).param("id", id).update();
    }

    Audience audience(Long segmentId, Set<Long> excluded, String topic) {
        return new Audience(segmentId == null ? "" : segments.find(segmentId).map(Segment::filter)
                .orElseThrow(() -> new IssueRefused("newsletter.refused.segment", "There is no segment " + segmentId)),
                excluded.stream().flatMap(id -> segments.find(id).stream()).map(Segment::filter).toList(), topic);
    }

    /** As it was handed in. */
    Audience audience(long id) {
        try {
            return json.readValue(jdbc.sql("SELECT audience FROM newsletter_issue WHERE id = :id").param("id", id).query(String.class).single(),
                    Audience.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The audience of issue " + id + " cannot be read", e);
        }
    }

    public List<String> approvers(String author) {
        return accounts.having(Role.MARKETER, Role.ADMIN).stream().filter(name -> !name.equals(author)).toList();
    }

    private String content(Issue issue) {
        return mailings.print(issue.mailing()).substring(0, 32) + (issue.isTest() ? mailings.print(issue.rival()).substring(0, 32) : "");
    }

    private String write(Audience audience) {
        try {
            return json.writeValueAsString(audience);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Issue issue(ResultSet row, int number) throws SQLException {
        String winner = row.getString("winner");
        return new Issue(row.getLong("id"), row.getInt("version"), row.getString("title"), row.getObject("segment_id", Long.class),
                row.getString("mailing"), row.getString("rival"), row.getInt("test_share"), row.getInt("test_hours"),
                Goal.valueOf(row.getString("goal")), row.getString("topic"), instant(row, "starts_at"), IssueState.valueOf(row.getString("state")), row.getString("author"),
                row.getString("content"), row.getString("approved_by"), instant(row, "decided_at"), row.getString("note"), row.getLong("fixed_to"),
                row.getObject("recipients", Integer.class), row.getObject("p_value", Double.class), winner == null ? null : Variant.valueOf(winner),
                instant(row, "created_at"), instant(row, "started_at"), instant(row, "sent_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Instant.class);
    }
}
