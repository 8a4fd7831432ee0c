package io.leadfluss.journey.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/**
 * What a journey may conclude from what leads read: little. Only who allowed it is seen reading, so nobody may have to wait for it; and machines open
 * mails too, so nothing that cannot be taken back may follow an open alone.
 */
final class ReadingRules {

    private static final String OPEN = "MailOpened";
    /** Known only of leads who allowed tracking. */
    private static final Set<String> READING = Set.of(OPEN, "LinkClicked", "SiteVisited");
    /** What brings a lead to sales, or sets it aside. */
    private static final Set<String> FINAL = Set.of("routeLead", "notifyRep", "qualifyLead", "disqualifyLead", "forgetRequest");
    private static final Set<String> CATCHING = Set.of("intermediateCatchEvent", "receiveTask");

    private final Map<String, Element> nodes = new HashMap<>();
    private final Map<String, List<String>> next = new HashMap<>();
    private final Map<String, List<String>> before = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();

    private ReadingRules(Element definitions) {
        Xml.descendants(definitions).filter(element -> !element.getAttribute("id").isEmpty()).forEach(element -> {
            nodes.put(element.getAttribute("id"), element);
            if (Set.of("message", "signal").contains(element.getLocalName())) {
                names.put(element.getAttribute("id"), element.getAttribute("name"));
            }
            if ("sequenceFlow".equals(element.getLocalName())) {
                next.computeIfAbsent(element.getAttribute("sourceRef"), id -> new ArrayList<>()).add(element.getAttribute("targetRef"));
                before.computeIfAbsent(element.getAttribute("targetRef"), id -> new ArrayList<>()).add(element.getAttribute("sourceRef"));
            }
        });
    }

    static void check(Element definitions, BiConsumer<Element, String> find) {
        new ReadingRules(definitions).check(find);
    }

    private void check(BiConsumer<Element, String> find) {
        nodes.forEach((id, node) -> {
            Optional<String> event = event(node);
            if (CATCHING.contains(node.getLocalName()) && event.filter(READING::contains).isPresent() && !hasTimerBeside(id)) {
                find.accept(node, "waits for '" + event.get() + "' alone, which is never seen of leads who did not allow tracking: put it behind an "
                        + "event-based gateway, beside a timer");
            }
            if (event.filter(OPEN::equals).isPresent()) {
                reached(id).filter(step -> FINAL.contains(PlainExpression.name(delegate(step)).orElse(""))).forEach(step -> find.accept(step,
                        "follows an open alone, and machines open mails too: let a click, an answer or a form come before it"));
            }
        });
    }

    private boolean hasTimerBeside(String id) {
        return before.getOrDefault(id, List.of()).stream().filter(source -> "eventBasedGateway".equals(kind(source)))
                .anyMatch(gateway -> next.getOrDefault(gateway, List.of()).stream().map(nodes::get)
                        .anyMatch(beside -> beside != null
                                && Xml.children(beside).stream().anyMatch(child -> "timerEventDefinition".equals(child.getLocalName()))));
    }

    /** The steps that follow without anything that only a person does in between; time that passes is no such thing. */
    private Stream<Element> reached(String from) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(next.getOrDefault(from, List.of()));
        List<Element> steps = new ArrayList<>();
        while (!open.isEmpty()) {
            Element node = nodes.get(open.poll());
            if (node == null || !seen.add(node.getAttribute("id")) || isDoneByAPerson(node)) {
                continue;
            }
            if ("serviceTask".equals(node.getLocalName())) {
                steps.add(node);
            }
            open.addAll(next.getOrDefault(node.getAttribute("id"), List.of()));
        }
        return steps.stream();
    }

    private boolean isDoneByAPerson(Element node) {
        return "userTask".equals(node.getLocalName()) || event(node).filter(name -> !name.equals(OPEN)).isPresent();
    }

    /** What a start, catch or boundary event hears. */
    private Optional<String> event(Element node) {
        return Stream.concat(Stream.of(node), Xml.children(node).stream()).flatMap(element -> Stream.of("messageRef", "signalRef").map(element::getAttribute))
                .filter(names::containsKey).map(names::get).findFirst();
    }

    private String kind(String id) {
        return nodes.containsKey(id) ? nodes.get(id).getLocalName() : "";
    }

    private static String delegate(Element step) {
        return Xml.attributes(step).stream().filter(attribute -> "delegateExpression".equals(attribute.getLocalName())).map(attribute -> attribute.getValue())
                .findFirst().orElse("");
    }
}
