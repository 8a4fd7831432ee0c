package io.leadfluss.consent;

import io.leadfluss.lead.EmailAddress;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Leads;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes the objection of somebody who wants no advertising any more, whoever it is and by whatever way it was said. */
@Component
@Transactional
public class Objections {

    private final Consents consents;
    private final Suppressions suppressions;
    private final Leads leads;

    Objections(Consents consents, Suppressions suppressions, Leads leads) {
        this.consents = consents;
        this.suppressions = suppressions;
        this.leads = leads;
    }

    /**
     * Ends all advertising to the address at once, and blocks it also for the case that it is brought in later. Returns its lead, if there is one.
     *
     * @param way a short key: letter, phone, reply, sales …
     */
    public Optional<Long> object(EmailAddress address, String way, Evidence evidence) {
        // The lead's row is locked first, as wherever consents change.
        Optional<Long> lead = leads.findByEmailKey(address.key()).map(Lead::id);
        lead.ifPresent(id -> object(id, way, evidence));
        for (Purpose purpose : Purpose.values()) {
            suppressions.suppress(address, purpose, way);
        }
        return lead;
    }

    /** As above, for a lead. */
    public void object(long leadId, String way, Evidence evidence) {
        for (Purpose purpose : Purpose.values()) {
            consents.withdraw(leadId, purpose, way, evidence);
        }
    }
}
