package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.lead.LeadEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.ConditionExpression;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.Signal;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

/** The conventions of docs/journeys.md that every model in processes/ keeps; the messages say what to type where. */
class ProcessModelTests {

    private static final Pattern GENERATED = Pattern.compile("(Activity|Event|Gateway|Flow|StartEvent|EndEvent|Task|SequenceFlow|Process)_[0-9a-z]+");
    /** All variables there are: what routing and tests decide, and what people type into task forms. */
    private static final Set<String> VARIABLES = Set.of("team", "rep", "remindAt", "dueAt", "escalateAt", "decision", "reason", "recycle", "outcome",
            "reassignAt", "leadId", "colleague", "question", "answer", "answerBy", "quietUntil", "note", "consentDeclared", "abTest", "clear",
            "mayCall", "callFrom", "callAt", "next", "meetingState", "meetingAt", "meetingMinutes", "meetingWay", "meetingPlace", "endsAt");
    private static final Set<String> EVENTS = events();

    static List<Path> models() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("processes"))) {
            return files.filter(file -> file.toString().endsWith(".bpmn")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void isNamedLikeItsFile(Path file) {
        Process process = process(file);

        assertThat(file.getFileName().toString()).isEqualTo(process.getId() + ".bpmn").matches("[a-z0-9-]+\\.bpmn");
        assertThat(process.isExecutable()).isTrue();
        assertThat(process.getName()).as("the name of the process, in words").isNotBlank();
        assertThat(process.getDocumentations()).as("what it is for, in the documentation field").isNotEmpty();
        assertThat(process.getExtensionElements().getElementsQuery().filterByType(CamundaProperties.class).singleResult().getCamundaProperties())
                .as("whose it is, and what it is called and for in German").extracting(CamundaProperty::getCamundaName)
                .contains("owner", "name.de", "documentation.de");
        assertThat(process.getCamundaHistoryTimeToLiveString()).as("history time to live, longer than the longest run").isEqualTo("P730D");
    }

    @ParameterizedTest
    @MethodSource("models")
    void elementsAreNamedInWords(Path file) {
        BpmnModelInstance model = model(file);

        for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
            assertThat(node.getId()).as("id of '" + node.getName() + "': PascalCase of its label").matches("[A-Z][A-Za-z0-9]+")
                    .doesNotMatch(GENERATED);
            if (node instanceof Activity || node instanceof EndEvent || node instanceof StartEvent) {
                assertThat(node.getName()).as("label of " + node.getId()).isNotBlank();
            }
        }
        for (ExclusiveGateway gateway : model.getModelElementsByType(ExclusiveGateway.class)) {
            if (gateway.getOutgoing().size() > 1) {
                assertThat(gateway.getName()).as("question at " + gateway.getId()).endsWith("?");
                assertThat(gateway.getDefault()).as("default flow of " + gateway.getId()).isNotNull();
                gateway.getOutgoing().forEach(flow -> assertThat(flow.getName()).as("answer at " + flow.getId()).isNotBlank());
            }
        }
        assertThat(model.getModelElementsByType(EndEvent.class).stream().map(EndEvent::getName)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("models")
    void signalsAndMessagesAreEventsOfLeads(Path file) {
        BpmnModelInstance model = model(file);

        assertThat(model.getModelElementsByType(Signal.class)).allSatisfy(signal -> {
            assertThat(EVENTS).contains(signal.getName());
            assertThat(signal.getId()).isEqualTo("Signal_" + signal.getName());
        });
        assertThat(model.getModelElementsByType(Message.class)).allSatisfy(message -> {
            assertThat(EVENTS).contains(message.getName());
            assertThat(message.getId()).isEqualTo("Message_" + message.getName());
        });
    }

    @ParameterizedTest
    @MethodSource("models")
    void stepsAreBoundByNameAndKnownMailings(Path file) {
        BpmnModelInstance model = model(file);

        assertThat(model.getModelElementsByType(ServiceTask.class)).allSatisfy(
                task -> assertThat(task.getCamundaDelegateExpression()).matches("\\$\\{[a-z][A-Za-z]+}"));
        assertThat(model.getModelElementsByType(UserTask.class)).allSatisfy(
                task -> assertThat(Path.of("processes/forms", task.getAttributeValueNs("http://camunda.org/schema/1.0/bpmn", "formRef") + ".form"))
                        .exists());
        assertThat(model.getModelElementsByType(CamundaInputParameter.class)).filteredOn(input -> "mailing".equals(input.getCamundaName()))
                .allSatisfy(input -> assertThat(Path.of("templates", input.getTextContent())).isDirectory());
    }

    @ParameterizedTest
    @MethodSource("models")
    void conditionsUseListedVariablesOnly(Path file) {
        Pattern variable = Pattern.compile("[a-z][A-Za-z]*");
        for (ConditionExpression condition : model(file).getModelElementsByType(ConditionExpression.class)) {
            String expression = condition.getTextContent().replaceAll("'[^']*'", "").replaceAll("\\b(true|false|null|and|or|not|empty)\\b", "");
            assertThat(variable.matcher(expression).results().map(result -> result.group()).toList())
                    .as(((SequenceFlow) condition.getParentElement()).getId()).isSubsetOf(VARIABLES);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void aSavepointFollowsTheStart(Path file) {
        BpmnModelInstance model = model(file);
        boolean startedByRest = model.getModelElementsByType(StartEvent.class).stream().allMatch(start -> start.getEventDefinitions().isEmpty());
        if (startedByRest) {
            return;
        }
        for (StartEvent start : model.getModelElementsByType(StartEvent.class)) {
            assertThat(start.isCamundaAsyncBefore() || firstActivities(start).allMatch(Activity::isCamundaAsyncBefore))
                    .as("asyncBefore behind " + start.getId() + ", unless it is followed by a wait").isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void fitsOnOneScreen(Path file) {
        Collection<FlowNode> nodes = model(file).getModelElementsByType(FlowNode.class);

        assertThat(nodes).hasSizeLessThanOrEqualTo(30);
        assertThat(model(file).getDefinitions().getBpmDiagrams()).hasSize(1);
    }

    private static Stream<Activity> firstActivities(FlowNode node) {
        return node.getOutgoing().stream().map(SequenceFlow::getTarget)
                .flatMap(next -> next instanceof Activity activity ? Stream.of(activity)
                        : next instanceof CatchEvent ? Stream.empty() : firstActivities(next));
    }

    private static Process process(Path file) {
        return model(file).getModelElementsByType(Process.class).iterator().next();
    }

    private static BpmnModelInstance model(Path file) {
        try (var content = Files.newInputStream(file)) {
            return Bpmn.readModelFromStream(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> events() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(LeadEvent.class));
        return scanner.findCandidateComponents("io.leadfluss").stream()
                .map(found -> found.getBeanClassName().replaceAll(".*\\.", "")).collect(Collectors.toSet());
    }
}
