package io.leadfluss.handover.digest;

import io.leadfluss.handover.Alarms;
import io.leadfluss.handover.Deadlines;
import io.leadfluss.mail.Enclosures;
import io.leadfluss.mail.MailOrder;
import io.leadfluss.mail.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells those who are responsible that leads lie in the pool. However many come there within some minutes, each gets one mail, which leaves after them and
 * tells all that lie there then.
 */
@Component
public class PoolAlarm implements Enclosures {

    private static final String MAILING = "handover-pool";
    private static final String KEY = "pool-alarm";
    private static final long BUNDLED_SECONDS = 300;
    /** Who came at the last moment may still be on the way into the database. */
    private static final Duration COMMITTED = Duration.ofMinutes(1);
    private static final Duration OF_USE_FOR = Duration.ofDays(3);

    private final Alarms alarms;
    private final Deadlines deadlines;
    private final OpenWorks works;
    private final WorkWords words;
    private final Outbox outbox;
    private final Clock clock;

    PoolAlarm(Alarms alarms, Deadlines deadlines, OpenWorks works, WorkWords words, Outbox outbox, Clock clock) {
        this.alarms = alarms;
        this.deadlines = deadlines;
        this.works = works;
        this.words = words;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** In the transaction in which the lead of this process instance comes into the pool, or is found to lie there still. */
    public void raise(String instanceId) {
        long bundle = clock.instant().getEpochSecond() / BUNDLED_SECONDS + 1;
        Instant leaves = Instant.ofEpochSecond(bundle * BUNDLED_SECONDS).plus(COMMITTED);
        alarms.alarmed(instanceId).forEach(account -> outbox.enqueue(MailOrder.toStaff(KEY + ":" + account + ":" + bundle, account, MAILING, "/app/pool",
                "pool", leaves.plus(OF_USE_FOR)).enclosing(KEY).notBefore(leaves)));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Enclosure> find(String key, String account, Locale language) {
        return key.equals(KEY) ? Optional.of(Enclosure.ofWords("digest", words(account, language))) : Optional.empty();
    }

    private Map<String, String> words(String account, Locale language) {
        Set<String> teams = alarms.alarmedFor(account);
        int count = teams.isEmpty() ? 0 : works.countPool(teams);
        if (count == 0) {
            return Map.of();
        }
        Instant now = clock.instant();
        ZoneId zone = deadlines.zone(account);
        List<OpenWork> told = works.pool(teams);
        String lines = words.own(told, now, zone, language);
        return Map.of("count", Integer.toString(count),
                "pool", count > told.size() ? lines + "\n" + words.text("handover.digest.more", language, count - told.size()) : lines);
    }
}
