package io.leadfluss.mail.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.leadfluss.mail.policy.ContactPolicy.Case;
import io.leadfluss.rules.DecisionTables;
import io.leadfluss.rules.DecisionTables.Match;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What the rules of the contact policy come to. */
class LimitsTests {

    private static final Case MAIL = new Case(null, "news", 3, "LEAD", "B2B", null);

    @Test
    void strictestOfSeveralRulesCounts() {
        Limits limits = policy(inputs -> List.of(rule("A", 2.0, 4.0, null, 4.5), rule("B", null, 3.0, null, 2.0))).limits(MAIL);

        assertThat(limits).isEqualTo(new Limits(2, 3, null, Duration.ofMinutes(270), "A\nB"));
    }

    @Test
    void noRuleIsNoLimit() {
        assertThat(policy(inputs -> List.of()).limits(MAIL)).isEqualTo(Limits.NONE);
    }

    @Test
    void withoutTheTableThereIsNoLimit() {
        Table none = new Table(0, inputs -> {
            throw new AssertionError("asked for a table that is not there");
        });

        assertThat(new ContactPolicy(none).limits(MAIL)).isEqualTo(Limits.NONE);
    }

    @Test
    void limitThatIsNoNumberIsNotPassedOver() {
        ContactPolicy policy = policy(inputs -> List.of(new Match("A", "A", List.of(), 1, Map.of("perDay", "two"))));

        assertThatIllegalStateException().isThrownBy(() -> policy.limits(MAIL)).withMessageContaining("perDay");
    }

    @Test
    void tableIsToldThePriorityInWords() {
        List<Object> asked = new ArrayList<>();
        ContactPolicy policy = policy(inputs -> {
            asked.add(inputs.get("priority"));
            return List.of();
        });

        for (int lane = 1; lane <= 3; lane++) {
            policy.limits(new Case(null, "news", lane, "LEAD", "B2B", null));
        }

        assertThat(asked).containsExactly("high", "normal", "low");
    }

    private static Match rule(String id, Double perDay, Double perWeek, Double perMonth, Double gap) {
        Map<String, Object> outputs = new HashMap<>();
        outputs.put("perDay", perDay);
        outputs.put("perWeek", perWeek);
        outputs.put("perMonth", perMonth);
        outputs.put("gapHours", gap);
        return new Match(id, id, List.of(), 1, outputs);
    }

    private static ContactPolicy policy(Function<Map<String, Object>, List<Match>> rules) {
        return new ContactPolicy(new Table(1, rules));
    }

    private record Table(int version, Function<Map<String, Object>, List<Match>> rules) implements DecisionTables {

        @Override
        public List<Match> evaluate(String table, Map<String, Object> inputs) {
            return rules.apply(inputs);
        }

        @Override
        public int version(String table) {
            return version;
        }

        @Override
        public List<String> keys(String prefix) {
            return List.of();
        }

        @Override
        public Optional<Set<String>> named(String table, String input) {
            return Optional.empty();
        }
    }
}
