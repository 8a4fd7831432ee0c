package io.leadfluss.mail;

import io.leadfluss.mail.Pauses.Pause;
import io.leadfluss.web.Notices;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says wherever mails are made or watched that some of them are held: otherwise people wait for what cannot come. */
@Component
class PauseNotices implements Notices {

    private static final Set<String> PLACES = Set.of("home", "journeys", "newsletter", "templates", "messages");

    private final Pauses pauses;
    private final MessageSource texts;

    PauseNotices(Pauses pauses, MessageSource texts) {
        this.pauses = pauses;
        this.texts = texts;
    }

    @Override
    public List<Notice> at(String place, Locale locale) {
        List<Pause> held = PLACES.contains(place) ? pauses.list() : List.of();
        return held.isEmpty() ? List.of() : List.of(new Notice(texts.getMessage("mail.held", new Object[] {held.size()}, locale) + " "
                + held.stream().map(pause -> words(pause, locale)).collect(Collectors.joining(", ")), "/app/messages/pauses"));
    }

    private String words(Pause pause, Locale locale) {
        return (texts.getMessage("mail.pause.scope." + pause.scope(), null, locale) + " " + pause.name()).strip();
    }
}
