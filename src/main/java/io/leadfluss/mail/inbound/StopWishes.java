package io.leadfluss.mail.inbound;

import io.leadfluss.consent.Consents;
import io.leadfluss.consent.Evidence;
import io.leadfluss.consent.Objections;
import io.leadfluss.consent.Purpose;
import io.leadfluss.consent.Suppressions;
import io.leadfluss.lead.EmailAddress;
import io.leadfluss.lead.Facts;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Leads;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Mails in which somebody asks us to stop in own words. Nothing more is sent from then on, but it only becomes a withdrawal when a person has read
 * it: words are easily misread, and senders easily forged.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class StopWishes {

    /** Of the block that holds until a person has decided. */
    static final String PROVISIONAL = "stop-reply";
    private static final String WAY = "reply";

    private final Suppressions suppressions;
    private final Consents consents;
    private final Objections objections;
    private final Leads leads;
    private final Facts facts;

    StopWishes(Suppressions suppressions, Consents consents, Objections objections, Leads leads, Facts facts) {
        this.suppressions = suppressions;
        this.consents = consents;
        this.objections = objections;
        this.leads = leads;
        this.facts = facts;
    }

    void hold(long leadId, long mailId) {
        leads.findById(leadId).ifPresent(lead -> {
            suppressions.suppress(lead.address(), Purpose.NEWSLETTER, PROVISIONAL);
            facts.record(new StopAsked(leadId, mailId));
        });
    }

    /** No more mails were meant. */
    void confirm(long leadId, long mailId) {
        lift(leadId);
        Evidence mail = evidence(mailId);
        consents.withdraw(leadId, Purpose.NEWSLETTER, WAY, mail);
        consents.withdraw(leadId, Purpose.TRACKING, WAY, mail);
    }

    /** No more mails were meant, by somebody who is no lead. */
    void confirm(EmailAddress stranger) {
        suppressions.suppress(stranger, Purpose.NEWSLETTER, WAY);
    }

    /** No more advertising by any channel was meant. */
    void object(long leadId, long mailId) {
        lift(leadId);
        objections.object(leadId, WAY, evidence(mailId));
    }

    /** The same by somebody who is no lead. */
    void object(EmailAddress stranger, long mailId) {
        objections.object(stranger, WAY, evidence(mailId));
    }

    private static Evidence evidence(long mailId) {
        return new Evidence(null, null, "mail " + mailId, null, null);
    }

    /** It was not meant so. */
    void lift(long leadId) {
        leads.findById(leadId).map(Lead::address).ifPresent(address -> suppressions.lift(address, PROVISIONAL));
    }

    /** At once: its mail program sent the token that only the receiver of the mail has. */
    void unsubscribe(Trace trace) {
        consents.withdraw(trace.leadId(), Purpose.NEWSLETTER, "mailto",
                new Evidence(null, null, "mail to unsubscribe from message " + trace.messageId(), null, null));
    }
}
