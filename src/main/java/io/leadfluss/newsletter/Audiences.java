package io.leadfluss.newsletter;

import io.leadfluss.consent.Consents;
import io.leadfluss.consent.Preference;
import io.leadfluss.consent.Preferences;
import io.leadfluss.consent.Purpose;
import io.leadfluss.rules.LeadFilters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds the leads of an audience: confirmed, willing to get advertising, meant by the filter and left out by none. */
@Component
@Transactional(readOnly = true)
class Audiences {

    static final int CHUNK = 5_000;

    private final LeadFilters filters;
    private final Consents consents;
    private final Preferences preferences;
    private final JdbcClient jdbc;

    Audiences(LeadFilters filters, Consents consents, Preferences preferences, JdbcClient jdbc) {
        this.filters = filters;
        this.consents = consents;
        this.preferences = preferences;
        this.jdbc = jdbc;
    }

    /**
     * The leads found among the next ones.
     *
     * @param last the number up to which all have been looked at; null when there are no more
     */
    record Found(List<Long> leads, Long last) {
    }

    Found next(Audience audience, long after) {
        List<Long> looked = jdbc.sql("SELECT id FROM leads WHERE id > :after AND confirmed_at IS NOT NULL ORDER BY id LIMIT :chunk")
                .param("after", after).param("chunk", CHUNK).query(Long.class).list();
        if (looked.isEmpty()) {
            return new Found(List.of(), null);
        }
        Map<Long, Set<Purpose>> allowed = consents.allowed(looked);
        List<Long> found = looked.stream().filter(lead -> allowed.get(lead).contains(Purpose.NEWSLETTER)).toList();
        if (!audience.filter().isEmpty()) {
            found = keep(found, filters.matching(audience.filter(), found), true);
        }
        for (String excluded : audience.excluded()) {
            found = keep(found, filters.matching(excluded, found), false);
        }
        if (audience.topic() != null) {
            Map<Long, Preference> chosen = preferences.of(found);
            found = found.stream().filter(lead -> !chosen.getOrDefault(lead, Preference.EVERYTHING).muted().contains(audience.topic())).toList();
        }
        return new Found(found, looked.get(looked.size() - 1));
    }

    long count(Audience audience) {
        long count = 0;
        Found found = next(audience, 0);
        while (found.last() != null) {
            count += found.leads().size();
            found = next(audience, found.last());
        }
        return count;
    }

    private static List<Long> keep(List<Long> leads, Set<Long> matching, boolean wanted) {
        List<Long> kept = new ArrayList<>(leads);
        kept.removeIf(lead -> matching.contains(lead) != wanted);
        return kept;
    }
}
