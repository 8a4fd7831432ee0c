package io.leadfluss.journey;

import io.leadfluss.capture.Intake;
import io.leadfluss.consent.Consents;
import io.leadfluss.consent.Evidence;
import io.leadfluss.lead.Facts;
import io.leadfluss.lead.LeadEvent;
import io.leadfluss.lead.Leads;
import io.leadfluss.scoring.LeadQualified;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Leads as journeys meet them; each is a new one. */
@Component
public class LeadFixture {

    public static final Evidence FROM_A_TEST = new Evidence("lead-intake", "0".repeat(64), null, null, "test");

    private static final AtomicInteger NEXT = new AtomicInteger();

    private final Intake intake;
    private final Consents consents;
    private final Leads leads;
    private final Facts facts;
    private final Clock clock;
    private final TransactionTemplate transaction;

    LeadFixture(Intake intake, Consents consents, Leads leads, Facts facts, Clock clock, TransactionTemplate transaction) {
        this.intake = intake;
        this.consents = consents;
        this.leads = leads;
        this.facts = facts;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** Works for a German company, has declared these purposes and confirmed its address. */
    public long confirmed(String... purposes) {
        long lead = unconfirmed(purposes);
        consents.openRequest(lead).ifPresent(request -> consents.confirm(consents.token(request.id()), FROM_A_TEST));
        return lead;
    }

    /** Has declared these purposes and confirmed nothing yet. */
    public long unconfirmed(String... purposes) {
        Map<String, Object> told = new HashMap<>(Map.of("email", address(), "firstName", "Erika", "lastName", "Muster", "company", "Muster GmbH",
                "jobTitle", "Leiterin Marketing", "phone", "+49 30 123456", "country", "DE", "language", "de"));
        told.put("purposes", String.join(",", purposes));
        told.put("source", "test");
        return transaction.execute(status -> {
            long lead = intake.record(told).leadId();
            intake.requestConsent(lead);
            return lead;
        });
    }

    public static String address() {
        return "erika" + NEXT.incrementAndGet() + "@muster" + NEXT.get() + ".example";
    }

    /** Makes the lead an MQL as its score would. */
    public void qualify(long lead) {
        transaction.executeWithoutResult(status -> {
            leads.get(lead).qualifyForMarketing(clock.instant());
            facts.record(new LeadQualified(lead, "qualified-by-test:" + lead));
        });
    }

    /** Makes the lead an MQL once more, as its score would after sales gave it back. */
    public void qualifyAgain(long lead) {
        transaction.executeWithoutResult(status -> {
            leads.get(lead).qualifyForMarketing(clock.instant());
            facts.record(new LeadQualified(lead, "qualified-again-by-test:" + UUID.randomUUID()));
        });
    }

    /** Lets something happen to a lead. */
    public void happens(LeadEvent event) {
        transaction.executeWithoutResult(status -> facts.record(event));
    }
}
