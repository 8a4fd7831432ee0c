package io.leadfluss.demo;

import io.leadfluss.capture.Arrival;
import io.leadfluss.capture.Intake;
import io.leadfluss.capture.Orders;
import io.leadfluss.consent.Consents;
import io.leadfluss.consent.Declaration;
import io.leadfluss.consent.Evidence;
import io.leadfluss.consent.Purpose;
import io.leadfluss.lead.EmailAddress;
import io.leadfluss.lead.Facts;
import io.leadfluss.lead.Leads;
import io.leadfluss.lead.Origin;
import io.leadfluss.tracking.SiteVisited;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets a sample lead sign up, confirm and do what it does, by the same code as any other lead. */
@Component
@Profile("demo")
class SampleLives {

    private final Intake intake;
    private final Orders orders;
    private final Consents consents;
    private final Facts facts;
    private final Leads leads;
    private final SampleSales sales;
    private final TimeMachine time;
    private final TransactionTemplate transaction;

    SampleLives(Intake intake, Orders orders, Consents consents, Facts facts, Leads leads, SampleSales sales, TimeMachine time,
            TransactionTemplate transaction) {
        this.intake = intake;
        this.orders = orders;
        this.consents = consents;
        this.facts = facts;
        this.leads = leads;
        this.sales = sales;
        this.time = time;
        this.transaction = transaction;
    }

    void live(Sample sample) {
        EmailAddress address = EmailAddress.parse(sample.fields().get("email"));
        fillIn(sample, address, sample.form());
        if (!sample.does().contains("confirm")) {
            return;
        }
        // As for everybody the mail goes out first: it is part of the proof.
        time.advance(Duration.ofMinutes(10));
        long lead = leads.findByEmailKey(address.key()).orElseThrow().id();
        consents.openRequest(lead).ifPresent(request -> consents.confirm(consents.token(request.id()), evidence(sample.form())));
        for (String deed : sample.does()) {
            switch (deed) {
                case "confirm" -> { }
                case "visit" -> transaction.executeWithoutResult(status -> facts.record(new SiteVisited(lead, "sample-visit:" + lead,
                        sample.language().equals("de") ? "/preise" : "/pricing")));
                case "order" -> orders.place(address.toString(), "D-" + lead, new BigDecimal("4900"));
                case "leave" -> consents.withdraw(lead, Purpose.NEWSLETTER, "one-click", evidence(sample.form()));
                default -> {
                    if (!sales.does(lead, deed)) {
                        fillIn(sample, address, deed);
                    }
                }
            }
        }
    }

    private void fillIn(Sample sample, EmailAddress address, String form) {
        Map<String, String> fields = new LinkedHashMap<>(sample.fields());
        fields.remove("email");
        List<Declaration> declarations = form.equals(sample.form())
                ? List.of(declaration(Purpose.NEWSLETTER, sample), declaration(Purpose.TRACKING, sample)) : List.of();
        intake.receive(new Arrival(form, address, fields, sample.language(), null, Origin.DIRECT, form, SampleData.CAMPAIGN, declarations, evidence(form), null,
                "sample:" + form + ":" + address.key()));
    }

    private static Declaration declaration(Purpose purpose, Sample sample) {
        boolean german = sample.language().equals("de");
        String text = switch (purpose) {
            case NEWSLETTER -> german ? "Ja, die Leadfluss Demo GmbH darf mir Neuigkeiten per E-Mail schicken."
                    : "Yes, Leadfluss Demo GmbH may send me news by e-mail.";
            default -> german ? "Ja, die Leadfluss Demo GmbH darf auswerten, was ich öffne und anklicke."
                    : "Yes, Leadfluss Demo GmbH may record what I open and click.";
        };
        return new Declaration(purpose, sample.language(), text);
    }

    private static Evidence evidence(String form) {
        return new Evidence(form, "0".repeat(64), "/f/" + form, "127.0.0.1", "Sample data");
    }
}
