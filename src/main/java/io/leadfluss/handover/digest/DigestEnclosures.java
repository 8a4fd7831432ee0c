package io.leadfluss.handover.digest;

import io.leadfluss.mail.Enclosures;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts what waits for a rep into the mail of the morning, as it stands when the mail is written: one line per lead. */
@Component
class DigestEnclosures implements Enclosures {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final OpenWorks works;
    private final JdbcClient jdbc;
    private final MessageSource messages;
    private final Clock clock;
    private final ZoneId home;

    DigestEnclosures(OpenWorks works, JdbcClient jdbc, MessageSource messages, Clock clock, @Value("${leadfluss.time-zone}") ZoneId home) {
        this.works = works;
        this.jdbc = jdbc;
        this.messages = messages;
        this.clock = clock;
        this.home = home;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Enclosure> find(String key, String account, Locale language) {
        return key.equals(Digests.KEY + account) ? Optional.of(Enclosure.ofWords("digest", words(account, language))) : Optional.empty();
    }

    private Map<String, String> words(String rep, Locale language) {
        Instant now = clock.instant();
        ZoneId zone = jdbc.sql("SELECT time_zone FROM rep WHERE username = :rep").param("rep", rep).query(String.class).optional().map(ZoneId::of).orElse(home);
        LocalDate tomorrow = now.atZone(zone).toLocalDate().plusDays(1);
        List<OpenWork> mine = works.of(rep, tomorrow.atStartOfDay(zone).toInstant());
        Map<String, String> words = new HashMap<>();
        words.put("overdue", lines(mine.stream().filter(work -> !work.dueAt().isAfter(now)).toList(), true, now, zone, language));
        words.put("today", lines(mine.stream().filter(work -> work.dueAt().isAfter(now)).toList(), true, now, zone, language));
        words.put("team", lines(works.ofTeam(rep, now), false, now, zone, language));
        words.values().removeIf(String::isEmpty);
        return words;
    }

    private String lines(List<OpenWork> works, boolean own, Instant now, ZoneId zone, Locale language) {
        return works.stream().map(work -> line(work, own, now, zone, language)).collect(Collectors.joining("\n"));
    }

    private String line(OpenWork work, boolean own, Instant now, ZoneId zone, Locale language) {
        String who = work.company() == null ? work.leadName() : work.leadName() + ", " + work.company();
        String what = text("handover.digest." + (work.accepted() ? "talk" : work.purpose().name().toLowerCase(Locale.ROOT)), language);
        boolean today = work.dueAt().atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
        String due = today ? TIME.withZone(zone).format(work.dueAt())
                : DateTimeFormatter.ofPattern(language.getLanguage().equals("de") ? "d. MMMM" : "d MMMM", language).withZone(zone).format(work.dueAt());
        String line = text("handover.digest.line", language, who, what, due);
        return own ? line : work.repName() == null ? text("handover.digest.pool", language, line) : text("handover.digest.of", language, line, work.repName());
    }

    private String text(String key, Locale language, Object... arguments) {
        return messages.getMessage(key, arguments, language);
    }
}
