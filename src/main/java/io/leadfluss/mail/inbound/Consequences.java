package io.leadfluss.mail.inbound;

import io.leadfluss.consent.Consents;
import io.leadfluss.consent.Evidence;
import io.leadfluss.consent.Purpose;
import io.leadfluss.consent.Suppressions;
import io.leadfluss.lead.Facts;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Leads;
import io.leadfluss.mail.Pauses;
import io.leadfluss.mail.Pauses.Cause;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Draws the consequences of what came back, each in a transaction of its own. What says something about the address blocks it; what says something
 * about us holds the mailing and blocks nobody.
 */
@Component
class Consequences {

    static final String HARD = "hard-bounce";
    static final String SOFT = "soft-bounces";
    static final String COMPLAINT = "complaint";

    private static final Logger log = LoggerFactory.getLogger(Consequences.class);
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>\"'()\\[\\]:;,]{1,64}@[^\\s<>\"'()\\[\\]:;,]{1,253}");
    private static final int BATCH = 500;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final int FEWEST_COMPLAINTS = 3;
    private static final int FEWEST_HARD = 20;

    private final Returns returns;
    private final Suppressions suppressions;
    private final Consents consents;
    private final Leads leads;
    private final Facts facts;
    private final Pauses pauses;
    private final InboundSettings settings;
    private final TransactionTemplate transaction;

    Consequences(Returns returns, Suppressions suppressions, Consents consents, Leads leads, Facts facts, Pauses pauses,
            InboundSettings settings,
            PlatformTransactionManager transactions) {
        this.returns = returns;
        this.suppressions = suppressions;
        this.consents = consents;
        this.leads = leads;
        this.facts = facts;
        this.pauses = pauses;
        this.settings = settings;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Draws all that are still to be drawn; one that fails is tried again with the next ones. */
    void draw() {
        long drawn;
        do {
            // What another copy of the program is at is left to it.
            drawn = returns.open(BATCH).stream().filter(this::tryDraw).count();
        } while (drawn > 0);
    }

    private boolean tryDraw(Returned open) {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                Optional<Returned> locked = returns.lock(open);
                locked.ifPresent(returned -> returns.finish(returned, draw(returned)));
                return locked.isPresent();
            }));
        } catch (RuntimeException e) {
            log.error("What came back of mail {} has no consequences yet", open.messageId(), e);
            transaction.executeWithoutResult(status -> returns.failed(open));
            return false;
        }
    }

    private Outcome draw(Returned returned) {
        return switch (returned.what()) {
            case "HARD" -> hard(returned);
            case "SOFT" -> soft(returned);
            case "POLICY" -> hold(returned, Cause.REFUSED, 1, returned.status() + " " + returned.words());
            case "UNWANTED" -> unwanted(returned);
            case Returned.COMPLAINT -> complaint(returned);
            default -> throw new IllegalStateException("Nothing is known to follow from " + returned.what());
        };
    }

    private Outcome hard(Returned returned) {
        block(returned, HARD);
        int hard = returns.count(returned.mailing(), returned.what(), DAY);
        // Counting what was sent is dear, so it is done now and then.
        if (hard >= FEWEST_HARD && hard % 10 == 0 && hard > settings.hardRate() * returns.left(returned.mailing(), DAY)) {
            hold(returned, Cause.DEAD, hard, "");
        }
        return Outcome.BLOCKED;
    }

    private Outcome soft(Returned returned) {
        if (!returns.soft(returned.leadId()).reach(settings.soft())) {
            return Outcome.COUNTED;
        }
        block(returned, SOFT);
        return Outcome.BLOCKED;
    }

    private Outcome unwanted(Returned returned) {
        int unwanted = returns.count(returned.mailing(), returned.what(), DAY);
        return unwanted < settings.unwantedLimit() ? Outcome.COUNTED
                : hold(returned, Cause.UNWANTED, unwanted, returned.words());
    }

    private Outcome complaint(Returned returned) {
        if (!leads.existsById(returned.leadId())) {
            return Outcome.COUNTED;
        }
        facts.record(new SpamReported(returned.leadId(), returned.mailing(), returned.messageId()));
        Evidence report = new Evidence(null, null, "feedback report on message " + returned.messageId(), null, null);
        consents.withdraw(returned.leadId(), Purpose.NEWSLETTER, COMPLAINT, report);
        consents.withdraw(returned.leadId(), Purpose.TRACKING, COMPLAINT, report);
        int complaints = returns.count(returned.mailing(), returned.what(), MONTH);
        if (complaints >= FEWEST_COMPLAINTS && complaints > settings.complaintRate() * returns.left(returned.mailing(), MONTH)) {
            hold(returned, Cause.SPAM, complaints, "");
        }
        return Outcome.WITHDRAWN;
    }

    private void block(Returned returned, String reason) {
        Optional<Lead> lead = leads.findById(returned.leadId());
        lead.ifPresent(known -> {
            suppressions.suppress(known.address(), null, reason);
            facts.record(new MailBounced(known.id(), returned.mailing(), returned.messageId()));
        });
    }

    /** Only advertising can wait. */
    private Outcome hold(Returned returned, Cause cause, int number, String said) {
        if (!returned.stream().equals("MARKETING")) {
            log.warn("Mails of {} come back: {} {}", returned.mailing(), returned.what(), returned.status());
            return Outcome.COUNTED;
        }
        // Servers like to repeat whom they refused, which is nobody's business beyond this mail.
        String harmless = ADDRESS.matcher(said).replaceAll("…").strip();
        if (pauses.hold(returned.mailing(), cause, number, harmless)) {
            log.error("The mailing {} is held, since its mails come back: {} {}", returned.mailing(), returned.what(), returned.status());
        }
        return Outcome.HELD;
    }
}
