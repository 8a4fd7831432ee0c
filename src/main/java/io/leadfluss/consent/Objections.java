package io.leadfluss.consent;

import io.leadfluss.consent.Suppressions.Block;
import io.leadfluss.lead.EmailAddress;
import io.leadfluss.lead.Facts;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Leads;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes the objection of somebody who wants no advertising any more, whoever it is and by whatever way it was said. */
@Component
@Transactional
public class Objections {

    private final Consents consents;
    private final Suppressions suppressions;
    private final Leads leads;
    private final Facts facts;

    Objections(Consents consents, Suppressions suppressions, Leads leads, Facts facts) {
        this.consents = consents;
        this.suppressions = suppressions;
        this.leads = leads;
        this.facts = facts;
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
        Stream.of(Purpose.values()).flatMap(purpose -> consents.withdraw(leadId, purpose, way, evidence).stream())
                .reduce((earlier, later) -> later).ifPresent(last -> facts.record(new LeadObjected(leadId, way, last.hash())));
    }

    /** Whether the address is blocked for all advertising by what its owner wanted. */
    @Transactional(readOnly = true)
    public boolean isKnown(EmailAddress address) {
        Set<String> scopes = suppressions.of(address).stream().map(Block::scope).collect(Collectors.toSet());
        return Stream.of(Purpose.values()).map(Purpose::key).allMatch(scopes::contains);
    }
}
