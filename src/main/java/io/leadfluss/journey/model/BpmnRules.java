package io.leadfluss.journey.model;

import io.leadfluss.journey.feel.FilterRules;
import java.time.Duration;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What a process may say: the elements of BPMN that need no code, bound to known steps. What is not named here is refused. */
final class BpmnRules {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final Set<String> CAMUNDA = Set.of("http://camunda.org/schema/1.0/bpmn", "http://activiti.org/bpmn");
    private static final Set<String> FLOW_NODES = Set.of("startEvent", "endEvent", "boundaryEvent", "intermediateCatchEvent", "intermediateThrowEvent",
            "task", "manualTask", "serviceTask", "userTask", "sendTask", "receiveTask", "businessRuleTask", "subProcess", "callActivity",
            "exclusiveGateway", "inclusiveGateway", "parallelGateway", "eventBasedGateway");
    private static final Set<String> NAMED = Set.of("process", "message", "signal", "error", "escalation");
    private static final Set<String> REFUSED = Set.of("scriptTask", "script", "ioSpecification", "performer", "humanPerformer", "potentialOwner",
            "resourceRole", "transaction", "adHocSubProcess", "complexGateway", "complexBehaviorDefinition", "import");
    private static final Set<String> EXTENSIONS = Set.of("properties", "property", "inputOutput", "inputParameter", "outputParameter", "list", "map",
            "entry", "value", "in", "out", "failedJobRetryTimeCycle");
    private static final Set<String> SETTINGS = Set.of("historyTimeToLive", "isStartableInTasklist", "versionTag", "modelerTemplate",
            "modelerTemplateVersion", "modelerTemplateIcon", "asyncBefore", "asyncAfter", "exclusive", "jobPriority", "taskPriority",
            "delegateExpression", "assignee", "candidateGroups", "candidateUsers", "dueDate", "followUpDate", "priority", "formRef", "formRefBinding",
            "formRefVersion", "formKey", "decisionRef", "decisionRefBinding", "decisionRefVersion", "mapDecisionResult", "resultVariable",
            "calledElementBinding", "calledElementVersion", "initiator", "elementVariable", "collection", "errorCodeVariable", "errorMessageVariable");
    /** Steps that take a send window. */
    private static final Set<String> TIMED = Set.of("sendMail", "sendIssue");
    private static final Pattern GENERATED = Pattern.compile("[A-Z][A-Za-z]*_(?=[a-z0-9]*\\d)[a-z0-9]{7}|(StartEvent|Process|Task|Activity)_1");

    private final Predicate<String> isStep;
    private final Predicate<String> isEvent;
    private final Predicate<String> isProcess;
    private final BiFunction<String, Duration, Optional<String>> windowProblem;

    BpmnRules(Predicate<String> isStep, Predicate<String> isEvent, Predicate<String> isProcess,
            BiFunction<String, Duration, Optional<String>> windowProblem) {
        this.isStep = isStep;
        this.isEvent = isEvent;
        this.isProcess = isProcess;
        this.windowProblem = windowProblem;
    }

    List<ModelFinding> check(String file, Document model, Collection<Document> together) {
        Check check = new Check(file, together);
        Xml.children(model.getDocumentElement()).stream().filter(child -> !"BPMNDiagram".equals(child.getLocalName())).forEach(check::visit);
        ReadingRules.check(model.getDocumentElement(), check::find);
        return check.findings;
    }

    /** One walk through one file. */
    private final class Check {

        private final String file;
        private final Collection<Document> together;
        private final List<ModelFinding> findings = new ArrayList<>();

        private Check(String file, Collection<Document> together) {
            this.file = file;
            this.together = together;
        }

        private void visit(Element element) {
            if (BPMN.equals(element.getNamespaceURI())) {
                element(element);
            } else if (CAMUNDA.contains(element.getNamespaceURI())) {
                extension(element);
            }
            if (!List.of("documentation", "text").contains(element.getLocalName())) {
                settings(element);
                expression(element, Xml.ownText(element));
                Xml.children(element).forEach(this::visit);
            }
        }

        private void element(Element element) {
            String kind = element.getLocalName();
            if (REFUSED.contains(kind)) {
                find(element, "is a '" + kind + "', which could run code: use a service task with a step from the palette");
            }
            if (FLOW_NODES.contains(kind) || NAMED.contains(kind) || "sequenceFlow".equals(kind) && !Xml.children(element).isEmpty()) {
                id(element);
            }
            switch (kind) {
                case "process" -> process(element);
                case "serviceTask", "sendTask" -> delegate(element, true);
                case "messageEventDefinition" -> delegate(element, "intermediateThrowEvent".equals(element.getParentNode().getLocalName()));
                case "businessRuleTask" -> decision(element);
                case "callActivity" -> called(element);
                case "startEvent" -> start(element);
                case "conditionExpression", "condition" -> language(element);
                default -> {
                }
            }
        }

        private void id(Element element) {
            String id = element.getAttribute("id");
            if (id.isEmpty() || GENERATED.matcher(id).matches()) {
                String label = element.getAttribute("name");
                find(element, "has a generated id: type one that can be read, such as '" + (label.isEmpty() ? "SendWelcomeMail" : pascalCase(label)) + "'");
            }
        }

        private void process(Element process) {
            String timeToLive = camunda(process, "historyTimeToLive");
            if (timeToLive.isEmpty()) {
                find(process, "has no time to live: set it longer than the longest run, for example to P730D");
            } else if (!timeToLive.matches("P\\d{1,5}D|\\d{1,5}")) {
                find(process, "has the time to live '" + timeToLive + "': give days, for example P730D");
            }
            String exit = property(process, "exit");
            Arrays.stream(exit.split(",")).map(String::strip).filter(name -> !name.isEmpty() && !isEvent.test(name))
                    .forEach(name -> find(process, "has the exit rule '" + name + "', but nothing of that name can happen to a lead"));
        }

        private void delegate(Element element, boolean needed) {
            String expression = camunda(element, "delegateExpression");
            if (expression.isEmpty()) {
                if (needed) {
                    find(element, "has no step: choose one from the palette (delegate expression ${name})");
                }
            } else if (PlainExpression.name(expression).filter(isStep).isEmpty()) {
                find(element, "names '" + expression + "', which is no step: choose one from the palette");
            } else if (PlainExpression.name(expression).filter(TIMED::contains).isPresent()) {
                MailStepRules.problems(element, windowProblem).forEach(problem -> find(element, problem));
            }
        }

        private void decision(Element task) {
            String decision = camunda(task, "decisionRef");
            if (decision.isEmpty() || PlainExpression.isIn(decision)) {
                find(task, "names no decision: give the id of a decision table as decision reference");
            }
        }

        private void called(Element activity) {
            String called = activity.getAttribute("calledElement");
            boolean comesAlong = together.stream().flatMap(model -> Xml.children(model.getDocumentElement()).stream())
                    .anyMatch(found -> "process".equals(found.getLocalName()) && called.equals(found.getAttribute("id")));
            if (called.isEmpty() || !comesAlong && !isProcess.test(called)) {
                find(activity, "calls '" + called + "', which is no process here: deploy that one first or with this one");
            }
        }

        private void start(Element start) {
            boolean signal = Xml.children(start).stream().anyMatch(child -> "signalEventDefinition".equals(child.getLocalName()));
            FilterRules.problem(property(start, "filter")).ifPresent(problem -> find(start, problem));
            String unconfirmed = property(start, "unconfirmed");
            if (!List.of("", "yes", "no").contains(unconfirmed)) {
                find(start, "has unconfirmed '" + unconfirmed + "': give yes or no");
            }
            String reentry = property(start, "reentry");
            if (!reentry.isEmpty()) {
                try {
                    ReEntry.parse(reentry);
                } catch (IllegalArgumentException e) {
                    find(start, "has a wrong re-entry rule: " + e.getMessage());
                }
            }
            if (!signal && !(property(start, "filter") + reentry + unconfirmed).isEmpty()) {
                find(start, "has a trigger's properties but is no signal start event: let it start by a signal");
            }
        }

        private void language(Element expression) {
            if (!expression.getAttribute("language").isEmpty()) {
                find(expression, "has a condition in a script language: write it as expression, for example ${decision == 'accept'}");
            }
        }

        private void extension(Element extension) {
            String kind = extension.getLocalName();
            if (!EXTENSIONS.contains(kind)) {
                find(extension, "has a '" + extension.getNodeName() + "', which could run code or is not used here: remove it");
            }
            if ("failedJobRetryTimeCycle".equals(kind)) {
                boolean plain = Arrays.stream(Xml.ownText(extension).split(",")).map(String::strip).allMatch(Check::isCycle);
                if (!plain) {
                    find(extension, "has a retry cycle that is not made of durations: write for example PT10S,PT10M,PT1H");
                }
            }
        }

        private void settings(Element element) {
            for (Attr attribute : Xml.attributes(element)) {
                boolean ours = CAMUNDA.contains(attribute.getNamespaceURI() == null ? "" : attribute.getNamespaceURI());
                if (ours && !SETTINGS.contains(attribute.getLocalName())) {
                    find(element, "has '" + attribute.getName() + "', which could run code or is not used here: remove it, a step is bound by "
                            + "delegate expression ${name}");
                } else if ("formKey".equals(attribute.getLocalName()) && ours && !attribute.getValue().startsWith("camunda-forms:deployment:")) {
                    find(element, "shows the form '" + attribute.getValue() + "' from elsewhere: use a Camunda Form by form reference");
                } else if (!isText(element, attribute)) {
                    expression(element, attribute.getValue());
                }
            }
        }

        /** Labels are for people; a property of ours is read by us and never evaluated by the engine. */
        private static boolean isText(Element element, Attr attribute) {
            String parent = element.getLocalName();
            return "name".equals(attribute.getName()) && (FLOW_NODES.contains(parent) || List.of("process", "sequenceFlow", "participant", "lane").contains(parent))
                    || CAMUNDA.contains(element.getNamespaceURI()) && "property".equals(parent);
        }

        private void expression(Element element, String text) {
            if (PlainExpression.isIn(text)) {
                PlainExpression.forbiddenPart(text).ifPresent(part -> find(element, "has the expression '" + text + "' with '" + part
                        + "': only names of variables, values, comparisons and and/or/not may stand there, no property, method or function"));
            }
        }

        private static boolean isCycle(String text) {
            String duration = text.replaceFirst("^R\\d{1,4}/", "");
            try {
                Duration.parse(duration);
                return true;
            } catch (DateTimeParseException e) {
                try {
                    Period.parse(duration);
                    return true;
                } catch (DateTimeParseException noPeriod) {
                    return false;
                }
            }
        }

        private void find(Element element, String message) {
            findings.add(new ModelFinding(file, place(element), message));
        }
    }

    private static String place(Element element) {
        Node node = element;
        while (node instanceof Element found) {
            if (BPMN.equals(found.getNamespaceURI()) && (FLOW_NODES.contains(found.getLocalName()) || NAMED.contains(found.getLocalName())
                    || REFUSED.contains(found.getLocalName()) || "sequenceFlow".equals(found.getLocalName()))) {
                String id = found.getAttribute("id");
                return found.getAttribute("name").isEmpty() ? id : "'" + found.getAttribute("name") + "' (" + id + ")";
            }
            node = found.getParentNode();
        }
        return element.getNodeName();
    }

    private static String property(Element element, String name) {
        return Xml.children(element).stream().filter(child -> "extensionElements".equals(child.getLocalName()))
                .flatMap(Xml::descendants).filter(child -> "property".equals(child.getLocalName()) && name.equals(child.getAttribute("name")))
                .map(child -> child.getAttribute("value").strip()).findFirst().orElse("");
    }

    private static String camunda(Element element, String name) {
        return CAMUNDA.stream().map(namespace -> element.getAttributeNS(namespace, name)).filter(value -> !value.isBlank()).findFirst().orElse("");
    }

    private static String pascalCase(String label) {
        return Arrays.stream(label.split("[^A-Za-z0-9]+")).filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1)).collect(Collectors.joining());
    }
}
