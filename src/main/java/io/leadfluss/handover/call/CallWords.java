package io.leadfluss.handover.call;

import io.leadfluss.handover.call.CallPermission.Basis;
import io.leadfluss.handover.call.CallPermission.Number;
import io.leadfluss.web.Moments;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Tells a rep whether it may call a lead, because of what, and when the lead wishes it. */
@Component
public class CallWords {

    private final Calls calls;
    private final MessageSource messages;
    private final Clock clock;
    private final ZoneId zone;

    CallWords(Calls calls, MessageSource messages, Clock clock, @Value("${leadfluss.time-zone}") ZoneId zone) {
        this.calls = calls;
        this.messages = messages;
        this.clock = clock;
        this.zone = zone;
    }

    /** A line for each thing to be known before the call. */
    public List<String> of(long leadId, Locale locale) {
        CallPermission permission = calls.permission(leadId);
        List<String> lines = new ArrayList<>();
        lines.add(permission.basis() == Basis.NONE && permission.since() != null ? text("objected", locale, day(permission.since(), locale))
                : text(permission.basis().name(), locale, permission.since() == null ? "" : day(permission.since(), locale)));
        if (permission.number() != Number.GIVEN) {
            lines.add(text("number." + permission.number(), locale, permission.wrongSince() == null ? "" : day(permission.wrongSince(), locale)));
        }
        return lines;
    }

    /** When the lead wishes to be called. */
    public String wish(CallWish wish, Locale locale) {
        String part = text("wish." + wish.part().key(), locale);
        boolean over = wish.day() != null && wish.day().isBefore(LocalDate.ofInstant(clock.instant(), zone));
        return text("wish", locale, wish.day() == null ? part : text(over ? "wish.since" : "wish.day", locale, day(wish.day(), locale), part));
    }

    private String day(LocalDate day, Locale locale) {
        return Moments.weekdayAndDay(locale).format(day);
    }

    private String day(Instant at, Locale locale) {
        return Moments.day(locale).withZone(zone).format(at);
    }

    private String text(String key, Locale locale, Object... values) {
        return messages.getMessage("handover.call." + key, values, locale);
    }
}
