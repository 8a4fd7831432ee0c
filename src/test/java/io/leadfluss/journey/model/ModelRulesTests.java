package io.leadfluss.journey.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRulesTests {

    private final ModelRules rules = new ModelRules(Set.of("sendMail")::contains, Set.of("LeadUnsubscribed")::contains, Set.of("lead-intake")::contains,
            (window, validFor) -> window.startsWith("Mo") ? Optional.empty() : Optional.of(window + " never opens within " + validFor));

    static Stream<Path> ownModels() throws IOException {
        return Files.walk(Path.of("processes"), 2).filter(file -> file.toString().matches("[^.]*\\.(bpmn|dmn|form)"));
    }

    @ParameterizedTest
    @MethodSource("ownModels")
    void acceptsWhatWeShip(Path model) throws IOException {
        var generous = new ModelRules(name -> true, name -> true, name -> true, (window, validFor) -> Optional.empty());

        assertThat(generous.check(Map.of(model.getFileName().toString(), Files.readAllBytes(model)))).isEmpty();
    }

    @Test
    void acceptsAPlainProcess() {
        assertThat(check(process("<bpmn:serviceTask id='SendMail' name='Send mail' camunda:delegateExpression='${sendMail}'/>"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<bpmn:scriptTask id='Run' scriptFormat='groovy'><bpmn:script>1+1</bpmn:script></bpmn:scriptTask>",
        "<bpmn:serviceTask id='Run' camunda:class='io.leadfluss.Anything'/>",
        "<bpmn:serviceTask id='Run' camunda:expression='${sendMail}'/>",
        "<bpmn:serviceTask id='Run' camunda:type='external' camunda:topic='x'/>",
        "<bpmn:serviceTask id='Run'/>",
        "<bpmn:serviceTask id='Run' camunda:delegateExpression='${dataSource}'/>",
        "<bpmn:serviceTask id='Run' camunda:delegateExpression='${sendMail.execute(execution)}'/>",
        "<bpmn:serviceTask id='Run' camunda:delegateExpression='#{sendMail}'/>",
        "<bpmn:serviceTask id='Run' camunda:delegateExpression='${sendMail}' camunda:resultVariable='${x.y}'/>",
        "<bpmn:serviceTask id='Run' camunda:delegateExpression='${sendMail}'><bpmn:extensionElements><camunda:executionListener event='start' class='a.B'/></bpmn:extensionElements></bpmn:serviceTask>",
        "<bpmn:serviceTask id='Run' camunda:delegateExpression='${sendMail}'><bpmn:extensionElements><camunda:connector><camunda:connectorId>http-connector</camunda:connectorId></camunda:connector></bpmn:extensionElements></bpmn:serviceTask>",
        "<bpmn:serviceTask id='Run' camunda:delegateExpression='${sendMail}'><bpmn:extensionElements><camunda:inputOutput><camunda:inputParameter name='a'><camunda:script scriptFormat='juel'>${1}</camunda:script></camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements></bpmn:serviceTask>",
        "<bpmn:serviceTask id='Run' camunda:delegateExpression='${sendMail}'><bpmn:extensionElements><camunda:inputOutput><camunda:inputParameter name='a'>${''.getClass().forName('java.lang.Runtime')}</camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements></bpmn:serviceTask>",
        "<bpmn:serviceTask id='Run' camunda:delegateExpression='${sendMail}'><bpmn:extensionElements><camunda:field name='a' stringValue='b'/></bpmn:extensionElements></bpmn:serviceTask>",
        "<bpmn:userTask id='Look' camunda:formKey='https://evil.example/form.html'/>",
        "<bpmn:userTask id='Look' camunda:formKey='embedded:app:forms/x.html'/>",
        "<bpmn:userTask id='Look' camunda:assignee='${rep.name}'/>",
        "<bpmn:userTask id='Look'><bpmn:extensionElements><camunda:taskListener event='create' expression='${x}'/></bpmn:extensionElements></bpmn:userTask>",
        "<bpmn:userTask id='Look'><bpmn:extensionElements><camunda:formData><camunda:formField id='a' type='string'><camunda:validation><camunda:constraint name='validator' config='a.B'/></camunda:validation></camunda:formField></camunda:formData></bpmn:extensionElements></bpmn:userTask>",
        "<bpmn:sequenceFlow id='A_B' sourceRef='A' targetRef='B'><bpmn:conditionExpression language='groovy'>true</bpmn:conditionExpression></bpmn:sequenceFlow>",
        "<bpmn:sequenceFlow id='A_B' sourceRef='A' targetRef='B'><bpmn:conditionExpression>${execution.getVariable('x') == 1}</bpmn:conditionExpression></bpmn:sequenceFlow>",
        "<bpmn:sequenceFlow id='A_B' sourceRef='A' targetRef='B'><bpmn:conditionExpression>${x['class']}</bpmn:conditionExpression></bpmn:sequenceFlow>",
        "<bpmn:sequenceFlow id='A_B' sourceRef='A' targetRef='B'><bpmn:conditionExpression>${dateTime()}</bpmn:conditionExpression></bpmn:sequenceFlow>",
        "<bpmn:callActivity id='Call' calledElement='unknown'/>",
        "<bpmn:callActivity id='Call' calledElement='${any}'/>",
        "<bpmn:businessRuleTask id='Decide' camunda:class='a.B'/>",
        "<bpmn:businessRuleTask id='Decide' camunda:decisionRef='${x}'/>",
        "<bpmn:userTask id='Activity_0ab12cd' name='Call back'/>",
        "<bpmn:startEvent id='StartEvent_1'/>",
        "<bpmn:subProcess id='Inner'><bpmn:scriptTask id='Run'/></bpmn:subProcess>",
    })
    void refusesWhatCouldRunCodeOrCannotBeRead(String element) {
        assertThat(check(process(element))).isNotEmpty();
    }

    @Test
    void saysWhereAndWhatToDo() {
        List<ModelFinding> findings = check(process("<bpmn:scriptTask id='Count' name='Count leads'/>"));

        assertThat(findings).singleElement().asString()
                .isEqualTo("test.bpmn, 'Count leads' (Count): is a 'scriptTask', which could run code: use a service task with a step from the palette");
    }

    @Test
    void acceptsComparisonsAndLogicOfVariables() {
        String flow = "<bpmn:sequenceFlow id='A_B' sourceRef='A' targetRef='B'><bpmn:conditionExpression>%s</bpmn:conditionExpression></bpmn:sequenceFlow>";

        for (String condition : List.of("${decision == 'accept'}", "${not recycle}", "${a &gt; 3 and (b || !c)}", "${empty note}", "R3/PT4H")) {
            assertThat(check(process(flow.formatted(condition)))).as(condition).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"newsleter", "language = de", "language", "fit >", "3", "lead.email = \"x\""})
    void refusesAFilterThatIsNotUnderstood(String filter) {
        assertThat(check(process(trigger(filter, "once")))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"newsletter", "language = \"de\" and fit > 20", "event.subject = \"callback\"", "not(tracking)", "country in (\"DE\", \"AT\")"})
    void acceptsAFilterOverTheLead(String filter) {
        assertThat(check(process(trigger(filter, "P180D")))).isEmpty();
    }

    @Test
    void refusesAnUnknownReEntryRule() {
        assertThat(check(process(trigger("newsletter", "sometimes")))).singleElement().asString().contains("once, always, per-subject");
    }

    @Test
    void refusesAnExitByAnUnknownEvent() {
        String exit = "<bpmn:extensionElements><camunda:properties><camunda:property name='exit' value='%s'/></camunda:properties></bpmn:extensionElements>";

        assertThat(check(process(exit.formatted("LeadUnsubscribed")))).isEmpty();
        assertThat(check(process(exit.formatted("LeadUnsubscribed, LeadGone")))).singleElement().asString().contains("LeadGone");
    }

    @Test
    void asksForATimeToLive() {
        String model = process("").replace("camunda:historyTimeToLive='P730D'", "");

        assertThat(check(model)).singleElement().asString().contains("time to live");
    }

    @Test
    void saysOnceWhichFileIsBrokenAndWhere() {
        assertThat(rules.check(Map.of("a.dmn", "<a>\n<b></a>".getBytes(UTF_8)))).singleElement()
                .hasToString("a.dmn is not well-formed XML without DTD: line 2, column 6");
    }

    @Test
    void refusesADoctype() {
        String bomb = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + process("<bpmn:userTask id='Look' name='&a;'/>");

        assertThat(check(bomb)).singleElement().asString().contains("DTD");
    }

    @Test
    void refusesATableInAnotherLanguageThanFeel() {
        String table = "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' xmlns:camunda='http://camunda.org/schema/1.0/dmn' id='d'>"
                + "<decision id='fit' camunda:historyTimeToLive='P1D'><literalExpression id='e' expressionLanguage='%s'><text>1</text></literalExpression></decision></definitions>";

        assertThat(rules.check(Map.of("a.dmn", table.formatted("feel").getBytes(UTF_8)))).isEmpty();
        assertThat(rules.check(Map.of("a.dmn", table.formatted("javascript").getBytes(UTF_8)))).isNotEmpty();
        assertThat(rules.check(Map.of("a.dmn", table.formatted("juel").getBytes(UTF_8)))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"window, Su never", "priority, urgent", "bestHour, perhaps"})
    void refusesATimeAtWhichNoMailCouldGo(String parameter, String value) {
        assertThat(check(process(sendMail(parameter, value)))).singleElement().asString().contains("'Send mail' (SendMail): cannot send: ", value);
    }

    @ParameterizedTest
    @CsvSource({"window, Mo-Fr 08:00-18:00; PH off", "window, ${window}", "priority, high", "priority, ${priority}", "bestHour, yes"})
    void acceptsATimeAtWhichAMailCanGo(String parameter, String value) {
        assertThat(check(process(sendMail(parameter, value)))).isEmpty();
    }

    @Test
    void measuresTheWindowByHowLongTheMailIsValid() {
        String step = sendMail("window", "Su 10:00-12:00").replace("</camunda:inputOutput>",
                "<camunda:inputParameter name='validFor'>P2D</camunda:inputParameter></camunda:inputOutput>");

        assertThat(check(process(step))).singleElement().asString().contains("never opens within PT48H");
    }

    @ParameterizedTest
    @CsvSource({"journy, perDay, 2, looks at 'journy'", "journey, perdai, 2, is called 'perdai'", "journey, perDay, two, says 'two'",
            "journey, perDay, -1, says '-1'", "journey, perWeek, 2.5, says '2.5'"})
    void refusesAContactPolicyWithASlip(String input, String output, String limit, String problem) {
        assertThat(contactPolicy(input, output, limit)).singleElement().asString().contains(problem);
    }

    @ParameterizedTest
    @CsvSource({"journey, perDay, 2", "stage, gapHours, 2.5", "country, perMonth, ''"})
    void acceptsAContactPolicyThatCanBeRead(String input, String output, String limit) {
        assertThat(contactPolicy(input, output, limit)).isEmpty();
    }

    private List<ModelFinding> contactPolicy(String input, String output, String limit) {
        return rules.check(Map.of("contact-policy.dmn", """
                <definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' xmlns:camunda='http://camunda.org/schema/1.0/dmn' id='d'>
                <decision id='contact-policy' name='Contact policy' camunda:historyTimeToLive='P1D'><decisionTable id='t' hitPolicy='FIRST'>
                <input id='i'><inputExpression id='e' typeRef='string'><text>%s</text></inputExpression></input>
                <output id='o' name='%s' typeRef='double'/>
                <rule id='Usual'><inputEntry id='a'><text></text></inputEntry><outputEntry id='b'><text>%s</text></outputEntry></rule>
                </decisionTable></decision></definitions>""".formatted(input, output, limit).getBytes(UTF_8)));
    }

    private static String sendMail(String parameter, String value) {
        return "<bpmn:serviceTask id='SendMail' name='Send mail' camunda:delegateExpression='${sendMail}'><bpmn:extensionElements><camunda:inputOutput>"
                + "<camunda:inputParameter name='" + parameter + "'>" + value + "</camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements></bpmn:serviceTask>";
    }

    @Test
    void refusesFormsThatShowForeignPages() {
        assertThat(form("{\"type\": \"iframe\", \"url\": \"https://evil.example\"}")).isNotEmpty();
        assertThat(form("{\"type\": \"html\", \"content\": \"<img src=x onerror=alert(1)>\"}")).isNotEmpty();
        assertThat(form("{\"type\": \"group\", \"components\": [{\"type\": \"documentPreview\"}]}")).isNotEmpty();
        assertThat(form("{\"type\": \"textfield\", \"key\": \"email\", \"label\": \"E-Mail\"}")).isEmpty();
    }

    @Test
    void refusesFilesThatAreNoModels() {
        assertThat(rules.check(Map.of("run.groovy", new byte[0], "a.cmmn", new byte[0]))).hasSize(2);
    }

    private List<ModelFinding> form(String component) {
        return rules.check(Map.of("a.form", ("{\"id\": \"a\", \"components\": [" + component + "]}").getBytes(UTF_8)));
    }

    private List<ModelFinding> check(String model) {
        return rules.check(Map.of("test.bpmn", model.getBytes(UTF_8)));
    }

    private static String trigger(String filter, String reentry) {
        return """
                <bpmn:startEvent id='Begin'><bpmn:extensionElements><camunda:properties>
                <camunda:property name='filter' value='%s'/><camunda:property name='reentry' value='%s'/>
                </camunda:properties></bpmn:extensionElements><bpmn:signalEventDefinition/></bpmn:startEvent>"""
                .formatted(filter.replace("<", "&lt;"), reentry);
    }

    private static String process(String content) {
        return "<bpmn:definitions xmlns:bpmn='http://www.omg.org/spec/BPMN/20100524/MODEL' xmlns:camunda='http://camunda.org/schema/1.0/bpmn' id='d'>"
                + "<bpmn:process id='test' isExecutable='true' camunda:historyTimeToLive='P730D'>" + content + "</bpmn:process></bpmn:definitions>";
    }
}
