package io.leadfluss.mail.template;

import freemarker.template.TemplateMethodModelEx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A complete data model, and templates without the rest of the program. */
final class SampleMails {

    static final String UNSUBSCRIBE = "https://leads.example/u/token";
    static final String PREFERENCES = "https://leads.example/p/token";

    private SampleMails() {
    }

    static Templates templates(Path folder) {
        try {
            return new Templates(new TemplateSettings(folder, new TemplateSettings.Mail(new TemplateSettings.Render(Duration.ofSeconds(1), 100_000))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Rendered render(Templates templates, String mailing, String language) {
        return templates.render(mailing, List.of(language), ZoneId.of("Europe/Berlin"), model());
    }

    static boolean isAdvertising(String mailing) {
        return mailing.startsWith("aida-") || mailing.startsWith("win-") || mailing.startsWith("customer-");
    }

    static Map<String, Object> model() {
        Map<String, Object> model = new HashMap<>();
        model.put("base", "https://leads.example");
        model.put("links", Map.of("unsubscribe", UNSUBSCRIBE, "preferences", PREFERENCES, "privacy", "https://leads.example/privacy",
                "confirm", "https://leads.example/c/token", "task", "https://leads.example/app/handovers/4711"));
        model.put("sender", Map.of("company", "Leadfluss Demo GmbH", "representative", "Dr. Eva Beispiel", "street", "Musterstraße 1",
                "city", "10115 Berlin", "email", "hallo@leadfluss.example", "phone", "+49 30 0000000", "registerCourt", "Amtsgericht Charlottenburg",
                "registerNumber", "HRB 000000 B", "vatId", "DE000000000"));
        model.put("lead", Map.of("salutation", "ms", "firstName", "Maria", "lastName", "Muster", "name", "Maria Muster", "company", "Muster & Söhne"));
        model.put("rep", Map.of("name", "Ria Rep"));
        model.put("requestedAt", Date.from(Instant.parse("2026-11-22T14:30:00Z")));
        model.put("linkTo", (TemplateMethodModelEx) arguments -> arguments.get(1));
        return model;
    }
}
