package io.leadfluss.capture;

import io.leadfluss.consent.ConsentConfirmed;
import io.leadfluss.consent.Consents;
import io.leadfluss.consent.Declaration;
import io.leadfluss.consent.Purpose;
import io.leadfluss.lead.FactRecorded;
import io.leadfluss.lead.Facts;
import io.leadfluss.lead.Kind;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.LeadRegister;
import io.leadfluss.lead.LeadRegister.Entry;
import io.leadfluss.lead.Leads;
import io.leadfluss.lead.Profile;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one door through which leads come in. What is told about a new lead is taken over at once; what is told about a known one only when its
 * owner confirms, since anybody can type anybody's address.
 */
@Component
@Transactional
public class Intake {

    /** Stands for the form when another system or the staff reports a lead. */
    public static final String FORM = "lead-intake";

    /** Told to us for this one time, not a lasting trait of the lead. */
    private static final Set<String> PASSING = Set.of("message", "wishedTime", "wishedDay");

    private final LeadRegister register;
    private final Leads leads;
    private final Submissions submissions;
    private final Consents consents;
    private final Facts facts;
    private final Clock clock;

    Intake(LeadRegister register, Leads leads, Submissions submissions, Consents consents, Facts facts, Clock clock) {
        this.register = register;
        this.leads = leads;
        this.submissions = submissions;
        this.consents = consents;
        this.facts = facts;
        this.clock = clock;
    }

    /** Takes in a filled-in form and asks for the confirmation it needs. Sending the same again does nothing. */
    public void receive(Arrival arrival) {
        record(arrival).filter(Received::consentDeclared).ifPresent(received -> submissions.awaits(received.submissionId(), consents.request(
                received.leadId(), arrival.form(), arrival.language(), arrival.declarations(), arrival.evidence())));
    }

    /**
     * Takes in what another system, an import or a member of staff reports under the names of its variables. If consent is declared, the caller
     * asks for its confirmation by {@link #requestConsent(long)}. A repeat, known by its {@code reference}, only finds the lead.
     *
     * @throws IllegalArgumentException naming the field and the way out; nothing is stored then
     */
    public Received record(Map<String, ?> variables) {
        Arrival arrival = ReportedLead.arrival(variables);
        return record(arrival).orElseGet(() -> submissions.repeated(arrival.onceKey()));
    }

    private Optional<Received> record(Arrival arrival) {
        Limits.check(arrival);
        Entry entry = register.findOrAdd(arrival.address(), arrival.kind() == null ? guess(arrival) : arrival.kind(), arrival.origin(),
                arrival.source(), arrival.campaign());
        Lead lead = entry.lead();
        Optional<Long> submission = submissions.add(lead.id(), arrival, entry.isNew());
        if (submission.isEmpty()) {
            return Optional.empty();
        }
        if (entry.isNew()) {
            register.tell(lead, profile(arrival.fields(), arrival.language()));
        }
        if (!"newsletter".equals(arrival.form())) {
            lead.becomeLead(clock.instant());
        }
        facts.record(new FormSubmitted(lead.id(), arrival.form(), submission.get()));
        return Optional.of(new Received(lead.id(), submission.get(), needsConfirmation(lead, arrival)));
    }

    /** Asks for the confirmation of what the lead declared elsewhere, as last reported by {@link #record(Map)}. */
    public void requestConsent(long leadId) {
        submissions.reported(leadId).ifPresent(submission -> submissions.awaits(submission.id(), consents.request(leadId, submission.form(),
                submission.language(), submission.declared().declarations(), submission.declared().evidence())));
    }

    private boolean needsConfirmation(Lead lead, Arrival arrival) {
        Set<Purpose> wanted = arrival.declarations().stream().map(Declaration::purpose).collect(Collectors.toSet());
        if (!arrival.isPublic() && wanted.isEmpty()) {
            return false;
        }
        return arrival.download() != null || !lead.isConfirmed() || !consents.allowed(lead.id()).containsAll(wanted);
    }

    /** The confirmation shows that what was told meanwhile came from the owner of the address. Journeys hear of it after this. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(FactRecorded recorded) {
        if (recorded.event() instanceof ConsentConfirmed confirmed) {
            Lead lead = leads.get(confirmed.leadId());
            for (Submission submission : submissions.of(confirmed.requestId())) {
                if (submission.appliedAt() == null) {
                    register.tell(lead, profile(submission.fields(), submission.language()));
                    submissions.applied(submission.id());
                }
            }
        }
    }

    private static Kind guess(Arrival arrival) {
        boolean noCompany = arrival.fields().getOrDefault("company", "").isBlank();
        return noCompany && arrival.address().isFreeMail() ? Kind.B2C : Kind.B2B;
    }

    private static Profile profile(Map<String, String> fields, String language) {
        Map<String, String> told = new HashMap<>(fields);
        told.keySet().removeAll(PASSING);
        told.putIfAbsent("language", language);
        return Profile.of(told);
    }
}
