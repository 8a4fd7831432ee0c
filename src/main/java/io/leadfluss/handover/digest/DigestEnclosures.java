package io.leadfluss.handover.digest;

import io.leadfluss.handover.Deadlines;
import io.leadfluss.mail.Enclosures;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts what waits for a rep into the mail of the morning, as it stands when the mail is written: one line per lead. */
@Component
class DigestEnclosures implements Enclosures {

    private final OpenWorks works;
    private final WorkWords words;
    private final Deadlines deadlines;
    private final Clock clock;

    DigestEnclosures(OpenWorks works, WorkWords words, Deadlines deadlines, Clock clock) {
        this.works = works;
        this.words = words;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Enclosure> find(String key, String account, Locale language) {
        return key.equals(Digests.KEY + account) ? Optional.of(Enclosure.ofWords("digest", words(account, language))) : Optional.empty();
    }

    private Map<String, String> words(String rep, Locale language) {
        Instant now = clock.instant();
        ZoneId zone = deadlines.zone(rep);
        LocalDate tomorrow = now.atZone(zone).toLocalDate().plusDays(1);
        List<OpenWork> mine = works.of(rep, tomorrow.atStartOfDay(zone).toInstant());
        Map<String, String> told = new HashMap<>();
        told.put("overdue", words.own(mine.stream().filter(work -> !work.dueAt().isAfter(now)).toList(), now, zone, language));
        told.put("today", words.own(mine.stream().filter(work -> work.dueAt().isAfter(now)).toList(), now, zone, language));
        told.put("team", words.ofOthers(works.ofTeam(rep, now), now, zone, language));
        told.values().removeIf(String::isEmpty);
        return told;
    }
}
