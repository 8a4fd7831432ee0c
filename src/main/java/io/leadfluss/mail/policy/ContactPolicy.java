package io.leadfluss.mail.policy;

import io.leadfluss.rules.DecisionTables;
import io.leadfluss.rules.DecisionTables.Match;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** How often a lead may be written to by all journeys together, as the table {@code contact-policy} says. Without the table there is no limit. */
@Component
class ContactPolicy {

    static final String TABLE = "contact-policy";
    /** By the lanes of the outbox. */
    private static final List<String> PRIORITIES = List.of("high", "normal", "low");

    private final DecisionTables tables;

    ContactPolicy(DecisionTables tables) {
        this.tables = tables;
    }

    /**
     * What the table may look at.
     *
     * @param journey null when no journey ordered the mail
     * @param lane in which it waits, 1 being the first
     */
    record Case(String journey, String mailing, int lane, String stage, String kind, String country) {
    }

    /** The lane of mails of this priority. */
    static int lane(String priority) {
        return PRIORITIES.indexOf(priority) + 1;
    }

    /**
     * When several rules apply, the strictest of each limit counts.
     *
     * @throws IllegalStateException when the table cannot be evaluated
     */
    Limits limits(Case mail) {
        if (!tables.has(TABLE)) {
            return Limits.NONE;
        }
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("journey", mail.journey());
        inputs.put("mailing", mail.mailing());
        inputs.put("priority", PRIORITIES.get(Math.max(1, Math.min(mail.lane(), PRIORITIES.size())) - 1));
        inputs.put("stage", mail.stage());
        inputs.put("kind", mail.kind());
        inputs.put("country", mail.country());
        List<Match> rules = tables.evaluate(TABLE, inputs);
        double gap = rules.stream().map(rule -> rule.number("gapHours")).filter(Objects::nonNull).mapToDouble(Double::doubleValue).max().orElse(0);
        return new Limits(least(rules, "perDay"), least(rules, "perWeek"), least(rules, "perMonth"), Duration.ofSeconds(Math.round(gap * 3600)),
                rules.stream().map(Match::reason).distinct().collect(Collectors.joining("\n")));
    }

    private static Integer least(List<Match> rules, String limit) {
        return rules.stream().map(rule -> rule.number(limit)).filter(Objects::nonNull).map(Double::intValue).min(Integer::compare).orElse(null);
    }
}
