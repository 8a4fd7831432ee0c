package io.leadfluss.lead;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Leads as tests need them. */
public record LeadFixture(LeadRegister register, Leads leads, Facts facts, Clock clock, JdbcClient jdbc,
        TransactionTemplate transaction) {

    public static LeadFixture in(ApplicationContext context) {
        return new LeadFixture(context.getBean(LeadRegister.class), context.getBean(Leads.class), context.getBean(Facts.class),
                context.getBean(Clock.class), context.getBean(JdbcClient.class), context.getBean(TransactionTemplate.class));
    }

    /** A business lead of a company of its own in Germany, not confirmed. */
    public long lead() {
        return lead(Kind.B2B, Map.of("firstName", "Erika", "lastName", "Muster", "country", "DE"));
    }

    public long lead(Kind kind, Map<String, String> profile) {
        return lead(kind, "erika@" + UUID.randomUUID() + ".example", profile);
    }

    /** A business lead with this address, not confirmed. */
    public long leadAt(String address) {
        return lead(Kind.B2B, address, Map.of("country", "DE"));
    }

    private long lead(Kind kind, String email, Map<String, String> profile) {
        return transaction.execute(status -> {
            var address = EmailAddress.parse(email);
            Lead lead = register.findOrAdd(address, kind, Origin.DIRECT, "website", null).lead();
            register.tell(lead, Profile.of(profile));
            return lead.id();
        });
    }

    public long confirmedLead() {
        return confirmed(lead());
    }

    public long confirmed(long leadId) {
        transaction.executeWithoutResult(status -> {
            leads.get(leadId).confirm(clock.instant());
            facts.record(new Happened(leadId, "LeadConfirmed", "newsletter"));
        });
        return leadId;
    }

    public void happens(long leadId, String kind, String subject) {
        transaction.executeWithoutResult(status -> facts.record(new Happened(leadId, kind, subject)));
    }

    public void change(long leadId, Consumer<Lead> change) {
        transaction.executeWithoutResult(status -> change.accept(leads.get(leadId)));
    }

    public Stage stage(long leadId) {
        return leads.get(leadId).stage();
    }

    /** Changes rows directly, where the program has no way to. */
    public void sql(String statement, Object... values) {
        transaction.executeWithoutResult(status -> jdbc.sql(statement).params(values).update());
    }
}
