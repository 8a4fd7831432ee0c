package io.leadfluss.newsletter;

import io.leadfluss.consent.Purpose;
import io.leadfluss.mail.MailOrder;
import io.leadfluss.mail.Outbox;
import io.leadfluss.newsletter.Audiences.Found;
import io.leadfluss.newsletter.IssueFigures.Phase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What its process does with an approved issue. Everything that is done to many leads is committed in pieces of its own, so that it shows how far it
 * is, goes on where it was when the program died, and can be stopped in between.
 */
@Component
public class IssueRun {

    private static final String JOURNEY = "newsletter-issue";

    private final Issues issues;
    private final Audiences audiences;
    private final Recipients recipients;
    private final IssueFigures figures;
    private final Outbox outbox;
    private final JdbcClient jdbc;
    private final TransactionTemplate piece;
    private final Clock clock;

    IssueRun(Issues issues, Audiences audiences, Recipients recipients, IssueFigures figures, Outbox outbox, JdbcClient jdbc,
            PlatformTransactionManager transactions, Clock clock) {
        this.issues = issues;
        this.audiences = audiences;
        this.recipients = recipients;
        this.figures = figures;
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.piece = new TransactionTemplate(transactions);
        this.piece.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /**
     * Finds the recipients, once; whoever comes later is not among them.
     *
     * @throws ContentChanged when a mailing is not what was approved
     */
    public void fixRecipients(long id) {
        Issue issue = issues.get(id);
        if (issue.recipients() != null) {
            return;
        }
        issues.checkContent(issue);
        Audience audience = issues.audience(id);
        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(piece.execute(status -> {
                Issue now = lock(id, EnumSet.of(IssueState.APPROVED, IssueState.SENDING));
                if (now == null) {
                    return false;
                }
                become(id, IssueState.SENDING);
                Found found = audiences.next(audience, now.fixedTo());
                if (found.last() == null) {
                    draw(now);
                    return false;
                }
                recipients.add(id, found);
                return true;
            }));
        }
    }

    private void draw(Issue issue) {
        int all = recipients.count(issue.id());
        if (issue.isTest()) {
            recipients.drawTest(issue.id(), Math.max(1, all * issue.testShare() / 200));
        }
        jdbc.sql("UPDATE newsletter_issue SET recipients = :all, started_at = :now WHERE id = :id").param("all", all).param("now", clock.instant())
                .param("id", issue.id()).update();
    }

    /**
     * Puts the mails of both variants into the outbox for those who take part in the test.
     *
     * @param timed says of an order when it should go
     */
    public void sendTest(long id, Duration validFor, UnaryOperator<MailOrder> timed) {
        send(id, null, validFor, timed);
    }

    /** Puts the mails of this variant into the outbox for all who have none yet. */
    public void sendRest(long id, Variant variant, Duration validFor, UnaryOperator<MailOrder> timed) {
        send(id, variant, validFor, timed);
    }

    private void send(long id, Variant rest, Duration validFor, UnaryOperator<MailOrder> timed) {
        Issue issue = issues.get(id);
        issues.checkContent(issue);
        Instant end = clock.instant().plus(validFor);
        Set<IssueState> running = EnumSet.of(IssueState.SENDING, IssueState.TESTING);
        if (rest != null) {
            piece.executeWithoutResult(status -> {
                if (lock(id, running) != null) {
                    jdbc.sql("UPDATE newsletter_issue SET state = 'SENDING', winner = :winner WHERE id = :id")
                            .param("winner", issue.isTest() ? rest.name() : null).param("id", id).update();
                    recipients.giveRest(id, rest);
                }
            });
        }
        for (Long after = 0L; after != null; ) {
            long from = after;
            after = piece.execute(status -> lock(id, running) == null ? null : sendPiece(issue, from, end, timed));
        }
        piece.executeWithoutResult(status -> {
            if (lock(id, running) != null) {
                become(id, rest == null ? IssueState.TESTING : IssueState.SENT);
                if (rest != null) {
                    jdbc.sql("UPDATE newsletter_issue SET sent_at = :now WHERE id = :id").param("now", clock.instant()).param("id", id).update();
                }
            }
        });
    }

    /** The lead up to which all have their mail; null when there was none left. */
    private Long sendPiece(Issue issue, long after, Instant end, UnaryOperator<MailOrder> timed) {
        Map<Variant, List<Long>> unsent = recipients.unsent(issue.id(), after, Audiences.CHUNK);
        unsent.forEach((variant, leads) -> {
            MailOrder order = MailOrder.advertisingToMany(issue.keys(), Purpose.NEWSLETTER, issue.mailing(variant), end).in(JOURNEY)
                    .about(issue.topic(), null);
            outbox.enqueueAll(timed.apply(order), leads);
            recipients.queued(issue.id(), leads, clock.instant());
        });
        return unsent.isEmpty() ? null : unsent.values().stream().map(Collections::max).max(Long::compare).orElseThrow();
    }

    /** How the test went; kept as it is at this moment. Looking only once, when the time is over, is what makes the significance true. */
    public TestResult evaluate(long id, double confidence) {
        Issue issue = issues.get(id);
        Map<Variant, IssueFigures.Line> lines = figures.now(id);
        TestResult result = TestResult.of(issue.goal(), lines, confidence);
        figures.keep(id, Phase.TEST, lines.values());
        jdbc.sql("UPDATE newsletter_issue SET p_value = :p WHERE id = :id").param("p", result.pValue()).param("id", id).update();
        return result;
    }

    /** Makes the report final. */
    public void close(long id) {
        figures.keep(id, Phase.FINAL, figures.now(id).values());
        jdbc.sql("UPDATE newsletter_issue SET state = 'CLOSED' WHERE id = :id AND state = 'SENT'").param("id", id).update();
    }

    /** Null when the issue is in none of these states any more: somebody stopped it. */
    private Issue lock(long id, Set<IssueState> states) {
        boolean locked = jdbc.sql("SELECT id FROM newsletter_issue WHERE id = :id AND state IN (:states) FOR UPDATE").param("id", id)
                .param("states", states.stream().map(Enum::name).collect(Collectors.toList())).query(Long.class).optional().isPresent();
        return locked ? issues.get(id) : null;
    }

    private void become(long id, IssueState state) {
        jdbc.sql("UPDATE newsletter_issue SET state = :state WHERE id = :id").param("state", state.name()).param("id", id).update();
    }
}
