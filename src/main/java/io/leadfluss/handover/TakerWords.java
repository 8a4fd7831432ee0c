package io.leadfluss.handover;

import io.leadfluss.web.Moments;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Tells those who give a lead away how it stands with those who could take it. */
@Component
public class TakerWords {

    private final MessageSource messages;

    TakerWords(MessageSource messages) {
        this.messages = messages;
    }

    /** Name and state. */
    public String of(Taker taker, Locale locale) {
        Rep rep = taker.rep();
        return taker.absence() != null ? text("AWAY", locale, rep.name(), Moments.day(locale).format(taker.absence().lastDay()))
                : text(taker.state().name(), locale, rep.name(), rep.inWork(), rep.capacity());
    }

    private String text(String key, Locale locale, Object... values) {
        return messages.getMessage("handover.taker." + key, values, locale);
    }
}
