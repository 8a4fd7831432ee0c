package io.leadfluss.journey.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a journey may conclude from opens and clicks. */
class ReadingRulesTests {

    private final ModelRules rules = new ModelRules(name -> true, name -> true, name -> true, (window, validFor) -> Optional.empty());

    @Test
    void nobodyMayHaveToWaitForAClick() {
        assertThat(check("<bpmn:sequenceFlow id='a' sourceRef='Begin' targetRef='Clicked'/>" + caught("Clicked", "LinkClicked"))).singleElement().asString()
                .contains("Clicked", "'LinkClicked' alone", "beside a timer");
    }

    @Test
    void clickBesideATimerIsFine() {
        assertThat(check(gateway("LinkClicked"))).isEmpty();
    }

    @Test
    void otherEventsNeedNoTimer() {
        assertThat(check("<bpmn:sequenceFlow id='a' sourceRef='Begin' targetRef='Sent'/>" + caught("Sent", "FormSubmitted"))).isEmpty();
    }

    @Test
    void noOpenAloneBringsALeadToSales() {
        assertThat(check(gateway("MailOpened") + step("Mail", "sendMail") + step("Hand", "routeLead")
                + "<bpmn:sequenceFlow id='d' sourceRef='Read' targetRef='Mail'/><bpmn:sequenceFlow id='e' sourceRef='Mail' targetRef='Hand'/>"))
                .singleElement().asString().contains("Hand", "follows an open alone");
    }

    @Test
    void afterAnOpenTimeThatPassesIsNoPerson() {
        assertThat(check(gateway("MailOpened") + step("Away", "disqualifyLead") + timer("Later")
                + "<bpmn:sequenceFlow id='d' sourceRef='Read' targetRef='Later'/><bpmn:sequenceFlow id='e' sourceRef='Later' targetRef='Away'/>"))
                .singleElement().asString().contains("Away");
    }

    @Test
    void openIsFineWhenAPersonDoesSomethingAfterIt() {
        assertThat(check(gateway("MailOpened") + step("Hand", "routeLead") + caught("Asked", "FormSubmitted")
                + "<bpmn:sequenceFlow id='d' sourceRef='Read' targetRef='Asked'/><bpmn:sequenceFlow id='e' sourceRef='Asked' targetRef='Hand'/>")).isEmpty();
    }

    @Test
    void clickMayBringALeadToSales() {
        assertThat(check(gateway("LinkClicked") + step("Hand", "routeLead") + "<bpmn:sequenceFlow id='d' sourceRef='Read' targetRef='Hand'/>")).isEmpty();
    }

    private static String gateway(String event) {
        return "<bpmn:eventBasedGateway id='What'/>" + caught("Read", event) + timer("Waited")
                + "<bpmn:sequenceFlow id='a' sourceRef='Begin' targetRef='What'/><bpmn:sequenceFlow id='b' sourceRef='What' targetRef='Read'/>"
                + "<bpmn:sequenceFlow id='c' sourceRef='What' targetRef='Waited'/>";
    }

    private static String caught(String id, String event) {
        return "<bpmn:intermediateCatchEvent id='" + id + "' name='" + id + "'><bpmn:messageEventDefinition id='" + id + "Message' messageRef='Message_" + event
                + "'/></bpmn:intermediateCatchEvent>";
    }

    private static String timer(String id) {
        return "<bpmn:intermediateCatchEvent id='" + id + "' name='" + id + "'><bpmn:timerEventDefinition id='" + id + "Timer'><bpmn:timeDuration>P1D"
                + "</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>";
    }

    private static String step(String id, String bean) {
        return "<bpmn:serviceTask id='" + id + "' name='" + id + "' camunda:delegateExpression='${" + bean + "}'/>";
    }

    private List<ModelFinding> check(String content) {
        String model = "<?xml version='1.0' encoding='UTF-8'?><bpmn:definitions xmlns:bpmn='http://www.omg.org/spec/BPMN/20100524/MODEL' "
                + "xmlns:camunda='http://camunda.org/schema/1.0/bpmn' id='D' targetNamespace='t'><bpmn:process id='reading' isExecutable='true' "
                + "camunda:historyTimeToLive='P730D'><bpmn:startEvent id='Begin' name='Begin'/>" + content + "</bpmn:process>"
                + "<bpmn:message id='Message_LinkClicked' name='LinkClicked'/><bpmn:message id='Message_MailOpened' name='MailOpened'/>"
                + "<bpmn:message id='Message_FormSubmitted' name='FormSubmitted'/></bpmn:definitions>";
        return rules.check(Map.of("reading.bpmn", model.getBytes(StandardCharsets.UTF_8)));
    }
}
