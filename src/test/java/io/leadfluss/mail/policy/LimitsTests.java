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
import org.junit.jupiter.api.Test;

/** What the rules of the contact policy come to. */
class LimitsTests {

    private static final Case MAIL = new Case(null, "news", 3, "LEAD", "B2B", null);

    @Test
    void strictestOfSeveralRulesCounts() {
        Limits limits = new ContactPolicy((table, inputs) -> List.of(rule("A", 2.0, 4.0, null, 4.5), rule("B", null, 3.0, null, 2.0))).limits(MAIL);

        assertThat(limits).isEqualTo(new Limits(2, 3, null, Duration.ofMinutes(270), "A\nB"));
    }

    @Test
    void noRuleIsNoLimit() {
        assertThat(new ContactPolicy((table, inputs) -> List.of()).limits(MAIL)).isEqualTo(Limits.NONE);
    }

    @Test
    void withoutTheTableThereIsNoLimit() {
        DecisionTables none = new DecisionTables() {
            @Override
            public List<Match> evaluate(String table, Map<String, Object> inputs) {
                throw new AssertionError("asked for a table that is not there");
            }

            @Override
            public boolean has(String table) {
                return false;
            }
        };

        assertThat(new ContactPolicy(none).limits(MAIL)).isEqualTo(Limits.NONE);
    }

    @Test
    void limitThatIsNoNumberIsNotPassedOver() {
        ContactPolicy policy = new ContactPolicy((table, inputs) -> List.of(new Match("A", "A", "", 1, Map.of("perDay", "two"))));

        assertThatIllegalStateException().isThrownBy(() -> policy.limits(MAIL)).withMessageContaining("perDay");
    }

    @Test
    void tableIsToldThePriorityInWords() {
        List<Object> asked = new ArrayList<>();
        ContactPolicy policy = new ContactPolicy((table, inputs) -> {
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
        return new Match(id, id, "", 1, outputs);
    }
}
