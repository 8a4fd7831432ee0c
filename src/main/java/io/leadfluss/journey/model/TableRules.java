package io.leadfluss.journey.model;

import static java.util.Map.entry;

import io.leadfluss.handover.Policy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * What our tables may look at, and say in which column: a slip of the pen must not silence all mails, let all of them go, or leave leads with nobody.
 * FEEL takes a word in place of points for the name of something unknown, and so for nothing: without these rules nobody would ever notice.
 */
final class TableRules {

    private static final Content NUMBER = Content.number("-?" + Content.DECIMAL, "a number, as 12 or -7.5");
    private static final Content FROM_ZERO = Content.number(Content.DECIMAL, "a number from 0, as 0.5");
    private static final Content ABOVE_ZERO = Content.number(Content.NOT_ZERO + Content.DECIMAL, "a number above 0, as 8 or 2.5");
    private static final Content WHOLE = Content.number(Content.DIGITS, "a whole number from 0");
    private static final Content COUNTED = Content.number(Content.NOT_ZERO + Content.DIGITS, "a whole number from 1");
    private static final Content KEY = Content.text("\"[a-z][a-z0-9-]{1,59}\"", "a key of small letters, digits and hyphens in quotation marks, as \"team-dach\"");

    private static final Map<String, Map<String, Content>> OUTPUTS = Map.ofEntries(
            entry("lead-fit", Map.of("points", NUMBER)),
            entry("lead-grade", Map.of("grade", Content.text("\"[A-Z]\"", "one capital letter in quotes, as \"A\""))),
            entry("lead-engagement", Map.of("points", NUMBER, "halfLifeDays", ABOVE_ZERO.orNothing(), "cap", ABOVE_ZERO.orNothing(),
                    "capPerDay", ABOVE_ZERO.orNothing())),
            entry("lead-caps", Map.of("cap", ABOVE_ZERO.orNothing(), "capPerDay", ABOVE_ZERO.orNothing())),
            entry("lead-heat", Map.of("heat", COUNTED, "from", NUMBER, "until", NUMBER)),
            entry("lead-qualification", Map.of("qualified", Content.text("true|false", "true or false"))),
            entry("lead-account", Map.of("weight", FROM_ZERO)),
            entry("lead-recycle", Map.of("outcome", Content.oneOf(List.of("recycle", "disqualify")), "quietDays", WHOLE.orNothing(),
                    "journey", KEY.orNothing(), "bar", WHOLE.orNothing())),
            entry("lead-routing", Map.of("team", KEY.orNothing(), "policy", Content.oneOf(Policy.allWords()), "acceptHours", ABOVE_ZERO,
                    "escalateHours", ABOVE_ZERO)),
            entry("call-retry", Map.of("next", Content.ANYTHING, "waitHours", ABOVE_ZERO.orNothing())),
            entry("contact-policy", Map.of("perDay", WHOLE.orNothing(), "perWeek", WHOLE.orNothing(), "perMonth", WHOLE.orNothing(),
                    "gapHours", FROM_ZERO.orNothing())));
    private static final Map<String, Set<String>> INPUTS = Map.of(
            "contact-policy", Set.of("journey", "mailing", "priority", "stage", "kind", "country"),
            "lead-routing", Set.of("country", "postcode", "product", "employees", "language", "kind", "source", "purpose"),
            "lead-recycle", Set.of("reason", "source", "grade", "returns"));
    private static final Set<String> HIT_POLICIES = Set.of("FIRST", "UNIQUE", "", "COLLECT", "RULE ORDER", "ANY");
    private static final String PRODUCT_LINES = "lead-engagement-";
    private static final Set<String> NUMBER_TYPES = Set.of("", "number", "double", "integer", "long");
    private static final Set<String> WHOLE_TYPES = Set.of("integer", "long");

    private TableRules() {
    }

    /**
     * What a cell must hold.
     *
     * @param words what to write when it holds something else
     */
    private record Content(String pattern, String words, boolean isNumber) {

        private static final String DIGITS = "\\d{1,6}";
        private static final String DECIMAL = DIGITS + "(\\.\\d{1,4})?";
        private static final String NOT_ZERO = "(?=.*[1-9])";
        private static final Content ANYTHING = text("(?s).*", "");

        static Content number(String pattern, String words) {
            return new Content(pattern, words, true);
        }

        static Content text(String pattern, String words) {
            return new Content(pattern, words, false);
        }

        static Content oneOf(List<String> words) {
            List<String> quoted = words.stream().map(word -> '"' + word + '"').toList();
            return text(String.join("|", quoted), "one of " + String.join(", ", quoted));
        }

        Content orNothing() {
            return new Content("(" + pattern + ")?", words + ", or nothing", isNumber);
        }

        boolean mayBeMissing() {
            return "".matches(pattern);
        }
    }

    /** What is wrong, each with where. */
    record Problem(Element at, String words) {
    }

    static List<Problem> check(Element decision) {
        String key = decision.getAttribute("id");
        Map<String, Content> contents = OUTPUTS.get(key.startsWith(PRODUCT_LINES) ? PRODUCT_LINES.substring(0, PRODUCT_LINES.length() - 1) : key);
        if (contents == null) {
            return List.of();
        }
        Element table = Xml.children(decision, "decisionTable").findFirst().orElse(null);
        if (table == null) {
            return List.of(new Problem(decision, "is no table: " + key + " is read as a decision table"));
        }
        List<Problem> problems = new ArrayList<>();
        if (INPUTS.containsKey(key)) {
            inputs(table, INPUTS.get(key), problems);
        }
        List<Element> outputs = Xml.children(table, "output").toList();
        columns(table, outputs, contents, problems);
        List<Element> rules = Xml.children(table, "rule").toList();
        for (int i = 0; i < rules.size(); i++) {
            cells(rules.get(i), i + 1, outputs, contents, problems);
        }
        return problems;
    }

    private static void inputs(Element table, Set<String> known, List<Problem> problems) {
        if (!HIT_POLICIES.contains(table.getAttribute("hitPolicy")) || !table.getAttribute("aggregation").isEmpty()) {
            problems.add(new Problem(table, "has a hit policy that cannot be read: use First, or Collect without aggregation"));
        }
        Xml.children(table, "input").filter(input -> !known.contains(expression(input))).forEach(input -> problems.add(
                new Problem(input, "looks at '" + expression(input) + "', which this table is not told: there are " + known.stream().sorted().toList())));
    }

    private static String expression(Element input) {
        return Xml.children(input, "inputExpression").findFirst().flatMap(found -> Xml.children(found, "text").findFirst()).map(Xml::ownText).orElse("");
    }

    private static void columns(Element table, List<Element> outputs, Map<String, Content> contents, List<Problem> problems) {
        List<String> names = outputs.stream().map(output -> output.getAttribute("name")).toList();
        contents.forEach((name, content) -> {
            if (!names.contains(name) && !content.mayBeMissing()) {
                problems.add(new Problem(table, "has no column called '" + name + "', which is what is read"));
            }
        });
        for (Element output : outputs) {
            Content content = contents.get(output.getAttribute("name"));
            if (content == null) {
                problems.add(new Problem(output, "is called '" + output.getAttribute("name") + "', which nobody reads: there are "
                        + contents.keySet().stream().sorted().toList()));
            } else if (content.isNumber() && !NUMBER_TYPES.contains(output.getAttribute("typeRef"))) {
                problems.add(new Problem(output, "is of type '" + output.getAttribute("typeRef") + "': choose the type double"));
            }
        }
    }

    private static void cells(Element rule, int number, List<Element> outputs, Map<String, Content> contents, List<Problem> problems) {
        List<Element> entries = Xml.children(rule, "outputEntry").toList();
        Map<String, String> said = new LinkedHashMap<>();
        for (int i = 0; i < outputs.size(); i++) {
            Element output = outputs.get(i);
            String name = output.getAttribute("name");
            Content content = contents.getOrDefault(name, Content.ANYTHING);
            String text = i < entries.size() ? Xml.children(entries.get(i), "text").findFirst().map(Xml::ownText).orElse("") : "";
            said.put(name, text);
            String where = "rule " + number + ", column '" + (output.getAttribute("label").isEmpty() ? name : output.getAttribute("label")) + "'";
            if (!text.matches(content.pattern)) {
                problems.add(new Problem(rule, where + (text.isEmpty() ? " is empty" : " says '" + text + "'") + ": write " + content.words));
            } else if (text.contains(".") && WHOLE_TYPES.contains(output.getAttribute("typeRef"))) {
                problems.add(new Problem(rule, where + " says '" + text + "', but takes whole numbers only: give the column the type double"));
            }
        }
        if (problems.isEmpty() && said.containsKey("until") && Double.parseDouble(said.get("until")) > Double.parseDouble(said.get("from"))) {
            problems.add(new Problem(rule, "rule " + number + " is kept until " + said.get("until") + " points but reached from " + said.get("from")
                    + ": 'until' must be at most 'from'"));
        }
    }
}
