package io.leadfluss.mail.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** Mailings filled in without the rest of the program. */
final class SampleMails {

    static final String UNSUBSCRIBE = "https://leads.example/u/token";
    static final String PREFERENCES = "https://leads.example/p/token";

    private SampleMails() {
    }

    static Templates templates(Path folder) {
        try {
            return new Templates(new TemplateSettings(folder, Path.of("processes"),
                    new TemplateSettings.Mail(List.of("de", "en"), new TemplateSettings.Render(Duration.ofSeconds(1), 100_000))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Rendered render(Templates templates, String mailing, String language) {
        return templates.render(mailing, List.of(language), ZoneId.of("Europe/Berlin"), model(templates, mailing));
    }

    static Map<String, Object> model(Templates templates, String mailing) {
        return model(templates.kind(mailing, List.of()));
    }

    static Map<String, Object> model(Kind kind) {
        return Samples.model(kind, Samples.Known.ALL, (name, target) -> { });
    }
}
