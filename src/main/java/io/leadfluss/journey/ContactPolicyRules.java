package io.leadfluss.journey;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** What the table of the contact policy may look at and say: a slip of the pen must not silence all mails, or let all of them go. */
final class ContactPolicyRules {

    private static final String TABLE = "contact-policy";
    private static final Set<String> INPUTS = Set.of("journey", "mailing", "priority", "stage", "kind", "country");
    private static final Set<String> OUTPUTS = Set.of("perDay", "perWeek", "perMonth", "gapHours");
    private static final Set<String> HIT_POLICIES = Set.of("FIRST", "UNIQUE", "", "COLLECT", "RULE ORDER", "ANY");

    private ContactPolicyRules() {
    }

    /** What is wrong, each with where. */
    record Problem(Element at, String words) {
    }

    static Stream<Problem> check(Element decision) {
        if (!TABLE.equals(decision.getAttribute("id"))) {
            return Stream.empty();
        }
        Element table = named(decision, "decisionTable").stream().findFirst().orElse(null);
        if (table == null) {
            return Stream.of(new Problem(decision, "is no table: the contact policy is read as a decision table"));
        }
        Stream<Problem> kind = !HIT_POLICIES.contains(table.getAttribute("hitPolicy")) || !table.getAttribute("aggregation").isEmpty()
                ? Stream.of(new Problem(table, "has a hit policy that cannot be read: use First, or Collect without aggregation")) : Stream.empty();
        Stream<Problem> inputs = named(table, "input").stream().filter(input -> !INPUTS.contains(expression(input)))
                .map(input -> new Problem(input, "looks at '" + expression(input) + "', which is not known of a mail: there are " + sorted(INPUTS)));
        List<Element> columns = named(table, "output");
        Stream<Problem> outputs = columns.stream().filter(output -> !OUTPUTS.contains(output.getAttribute("name")))
                .map(output -> new Problem(output, "is called '" + output.getAttribute("name") + "', which nobody reads: there are " + sorted(OUTPUTS)));
        Stream<Problem> cells = named(table, "rule").stream().flatMap(rule -> cells(columns, rule));
        return Stream.of(kind, inputs, outputs, cells).flatMap(found -> found);
    }

    private static Stream<Problem> cells(List<Element> columns, Element rule) {
        List<Element> entries = named(rule, "outputEntry");
        return IntStream.range(0, Math.min(columns.size(), entries.size())).mapToObj(i -> {
            String limit = text(entries.get(i));
            boolean hours = "gapHours".equals(columns.get(i).getAttribute("name"));
            return limit.isEmpty() || limit.matches(hours ? "\\d{1,4}(\\.\\d{1,2})?" : "\\d{1,4}") ? null
                    : new Problem(rule, "has the limit '" + limit + "': write a whole number, or nothing for no limit");
        }).filter(problem -> problem != null);
    }

    private static String expression(Element input) {
        return named(input, "inputExpression").stream().findFirst().map(ContactPolicyRules::text).orElse("");
    }

    private static String text(Element element) {
        return named(element, "text").stream().findFirst().map(Xml::ownText).orElse("");
    }

    private static List<Element> named(Element parent, String name) {
        return Xml.children(parent).stream().filter(child -> name.equals(child.getLocalName())).toList();
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }
}
