package io.leadfluss.journey;

import io.leadfluss.journey.CellRules.Problem;
import java.util.Set;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** What the table of the contact policy may look at: a slip of the pen must not silence all mails, or let all of them go. */
final class ContactPolicyRules {

    private static final String TABLE = "contact-policy";
    private static final Set<String> INPUTS = Set.of("journey", "mailing", "priority", "stage", "kind", "country");
    private static final Set<String> HIT_POLICIES = Set.of("FIRST", "UNIQUE", "", "COLLECT", "RULE ORDER", "ANY");

    private ContactPolicyRules() {
    }

    static Stream<Problem> check(Element decision) {
        Element table = Xml.children(decision, "decisionTable").findFirst().orElse(null);
        if (table == null || !TABLE.equals(decision.getAttribute("id"))) {
            return Stream.empty();
        }
        Stream<Problem> kind = !HIT_POLICIES.contains(table.getAttribute("hitPolicy")) || !table.getAttribute("aggregation").isEmpty()
                ? Stream.of(new Problem(table, "has a hit policy that cannot be read: use First, or Collect without aggregation")) : Stream.empty();
        Stream<Problem> inputs = Xml.children(table, "input").filter(input -> !INPUTS.contains(expression(input)))
                .map(input -> new Problem(input, "looks at '" + expression(input) + "', which is not known of a mail: there are " + INPUTS.stream().sorted().toList()));
        return Stream.concat(kind, inputs);
    }

    private static String expression(Element input) {
        return Xml.children(input, "inputExpression").findFirst().flatMap(found -> Xml.children(found, "text").findFirst()).map(Xml::ownText).orElse("");
    }
}
