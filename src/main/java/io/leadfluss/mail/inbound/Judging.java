package io.leadfluss.mail.inbound;

import io.leadfluss.lead.EmailAddress;
import io.leadfluss.lead.Facts;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Leads;
import io.leadfluss.mail.Outbox;
import io.leadfluss.mail.inbound.InboundMails.Taken;
import io.leadfluss.mail.inbound.Returns.Way;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Says of each stored mail what it is and whom it is about, and does what follows. It is read outside of any transaction, within limits. */
@Component
class Judging {

    private static final Logger log = LoggerFactory.getLogger(Judging.class);
    /** So many a day may stop mails to a lead by a mere sender's address, which anybody can write. */
    private static final int MOST_BY_ADDRESS = 50;
    private static final String BY_ADDRESS = "by-address";

    private final InboundMails mails;
    private final Traces traces;
    private final Returns returns;
    private final StopWishes wishes;
    private final Leads leads;
    private final Facts facts;
    private final Outbox outbox;
    private final InboundSettings settings;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Judging(InboundMails mails, Traces traces, Returns returns, StopWishes wishes, Leads leads, Facts facts, Outbox outbox,
            InboundSettings settings,
            JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.mails = mails;
        this.traces = traces;
        this.returns = returns;
        this.wishes = wishes;
        this.leads = leads;
        this.facts = facts;
        this.outbox = outbox;
        this.settings = settings;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** What to note of a mail. */
    private record Verdict(MailState state, String reason, Long messageId, Long leadId) {

        static Verdict of(MailState state, String reason, Trace trace) {
            return new Verdict(state, reason, trace.messageId(), trace.leadId());
        }

        static Verdict ignored(String reason) {
            return new Verdict(MailState.IGNORED, reason, null, null);
        }
    }

    private record Read(IncomingMail mail, Judged judged) {
    }

    /** Judges all that wait. */
    void judgeAll() {
        mails.parkHopeless();
        long last = 0;
        for (Optional<Taken> next = mails.next(last); next.isPresent(); next = mails.next(last)) {
            last = next.get().id();
            judge(next.get());
        }
    }

    private void judge(Taken taken) {
        try {
            Read read = TimeLimit.within(settings.judging(), () -> {
                IncomingMail mail = IncomingMail.read(taken.source(), Limits.USUAL);
                return new Read(mail, Classifier.judge(mail));
            });
            transaction.executeWithoutResult(status -> {
                if (mails.lock(taken.id())) {
                    Verdict verdict = act(taken.id(), read);
                    mails.finish(taken.id(), verdict.state(), read.judged(), verdict.reason(), verdict.messageId(), verdict.leadId());
                }
            });
        } catch (UnreadableMail e) {
            log.warn("Mail {} from outside is parked: {}", taken.id(), e.getMessage());
            transaction.executeWithoutResult(status -> mails.finish(taken.id(), MailState.PARKED, null, e.getMessage(), null, null));
        } catch (RuntimeException e) {
            log.error("Mail {} from outside is not judged yet", taken.id(), e);
        }
    }

    private Verdict act(long id, Read read) {
        return switch (read.judged().kind()) {
            case BOUNCE -> traces.proven(read.mail()).map(trace -> bounced(trace, read.judged()))
                    .orElseGet(() -> Verdict.ignored("no-token"));
            case COMPLAINT -> traces.proven(read.mail()).map(trace -> complained(trace, read.judged()))
                    .orElseGet(() -> Verdict.ignored("no-token"));
            case UNSUBSCRIBE -> traces.unsubscribing(read.mail()).map(this::unsubscribed).orElseGet(() -> wished(id, read.mail()));
            case STOP -> wished(id, read.mail());
            case REPLY -> replied(read.mail());
            case AUTO -> traces.answered(read.mail()).map(this::answeredByMachine)
                    .orElseGet(() -> new Verdict(MailState.DONE, null, null, null));
        };
    }

    private Verdict bounced(Trace trace, Judged judged) {
        if (trace.isToStaff()) {
            return Verdict.of(MailState.DONE, "staff", trace);
        }
        switch (judged.bounce()) {
            case DELAYED -> { }
            case DELIVERED -> outbox.arrived(trace.messageId(), "report");
            default -> {
                returns.add(trace, judged.bounce().name(), Way.MAIL, judged.status(), judged.words());
                outbox.bounced(trace.messageId(), "bounce");
            }
        }
        return Verdict.of(MailState.DONE, null, trace);
    }

    private Verdict complained(Trace trace, Judged judged) {
        if (trace.isToStaff()) {
            return Verdict.of(MailState.DONE, "staff", trace);
        }
        returns.add(trace, Returned.COMPLAINT, Way.MAIL, "", judged.words());
        outbox.arrived(trace.messageId(), "complaint");
        return Verdict.of(MailState.DONE, null, trace);
    }

    private Verdict unsubscribed(Trace trace) {
        wishes.unsubscribe(trace);
        return Verdict.of(MailState.DONE, null, trace);
    }

    /** Whoever answers one of our mails had it in hands; the sender's address alone is soon forged, and stops only so many a day. */
    private Verdict wished(long id, IncomingMail mail) {
        Optional<Trace> answered = traces.answered(mail);
        if (answered.isPresent()) {
            wishes.hold(answered.get().leadId(), id);
            return Verdict.of(MailState.OPEN, null, answered.get());
        }
        Optional<Long> lead = traces.lead(mail);
        lead.filter(known -> byAddressToday() < MOST_BY_ADDRESS).ifPresent(known -> wishes.hold(known, id));
        return new Verdict(MailState.OPEN, lead.isPresent() ? BY_ADDRESS : "stranger", null, lead.orElse(null));
    }

    private int byAddressToday() {
        return jdbc.sql("SELECT COUNT(*) FROM inbound_mail WHERE kind IN ('STOP', 'UNSUBSCRIBE') AND reason = ? AND received_at > ?")
                .params(BY_ADDRESS, clock.instant().minus(Duration.ofDays(1))).query(Integer.class).single();
    }

    /** A person is to read it; it counts as a sign of life only when it comes from the lead's own address. */
    private Verdict replied(IncomingMail mail) {
        Optional<Trace> answered = traces.answered(mail);
        if (answered.isEmpty()) {
            return traces.lead(mail).map(lead -> new Verdict(MailState.OPEN, null, null, lead))
                    .orElseGet(() -> Verdict.ignored("stranger"));
        }
        Trace trace = answered.get();
        Optional<EmailAddress> from = Traces.from(mail);
        boolean own = leads.findById(trace.leadId()).map(Lead::address).map(EmailAddress::key).equals(from.map(EmailAddress::key));
        if (own) {
            outbox.arrived(trace.messageId(), "reply");
            facts.record(new MailReplied(trace.leadId(), trace.mailing(), trace.messageId()));
        }
        return Verdict.of(MailState.OPEN, null, trace);
    }

    private Verdict answeredByMachine(Trace trace) {
        outbox.arrived(trace.messageId(), "auto-reply");
        return Verdict.of(MailState.DONE, null, trace);
    }
}
