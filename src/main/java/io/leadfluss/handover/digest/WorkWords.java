package io.leadfluss.handover.digest;

import io.leadfluss.web.Moments;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What waits, in words: one line per lead. */
@Component
class WorkWords {

    private final MessageSource messages;

    WorkWords(MessageSource messages) {
        this.messages = messages;
    }

    /** Whose they are is left out. */
    String own(List<OpenWork> works, Instant now, ZoneId zone, Locale language) {
        return works.stream().map(work -> line(work, now, zone, language)).collect(Collectors.joining("\n"));
    }

    String ofOthers(List<OpenWork> works, Instant now, ZoneId zone, Locale language) {
        return works.stream().map(work -> work.repName() == null ? text("handover.digest.pool", language, line(work, now, zone, language))
                : text("handover.digest.of", language, line(work, now, zone, language), work.repName())).collect(Collectors.joining("\n"));
    }

    private String line(OpenWork work, Instant now, ZoneId zone, Locale language) {
        String what = text("handover.digest." + (work.accepted() ? "talk" : work.purpose().name().toLowerCase(Locale.ROOT)), language);
        boolean today = work.dueAt().atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
        String due = (today ? Moments.time(language) : Moments.dayOfYear(language)).withZone(zone).format(work.dueAt());
        return text("handover.digest.line", language, work.lead(), what, due);
    }

    String text(String key, Locale language, Object... arguments) {
        return messages.getMessage(key, arguments, language);
    }
}
