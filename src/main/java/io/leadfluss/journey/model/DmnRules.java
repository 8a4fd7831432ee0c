package io.leadfluss.journey.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What a decision may say: tables and expressions in FEEL, which can't call code. */
final class DmnRules {

    private static final String CAMUNDA = "http://camunda.org/schema/1.0/dmn";
    private static final Pattern EXTERNAL = Pattern.compile("\\bexternal\\b");

    private DmnRules() {
    }

    static List<ModelFinding> check(String file, Document model) {
        List<ModelFinding> findings = new ArrayList<>();
        Xml.descendants(model.getDocumentElement()).forEach(element -> {
            String language = element.getAttribute("expressionLanguage");
            if (!language.isEmpty() && !language.toLowerCase(Locale.ROOT).contains("feel") || language.toLowerCase(Locale.ROOT).contains("juel")) {
                findings.add(finding(file, element, "is written in '" + language + "'; only FEEL is allowed: remove the expression language"));
            }
            if (List.of("functionDefinition", "businessKnowledgeModel").contains(element.getLocalName())
                    || "text".equals(element.getLocalName()) && EXTERNAL.matcher(Xml.ownText(element)).find()
                            && Xml.ownText(element).contains("function")) {
                findings.add(finding(file, element, "defines a function; write the expression itself in the cell"));
            }
            for (Attr attribute : Xml.attributes(element)) {
                if (CAMUNDA.equals(attribute.getNamespaceURI())
                        && !List.of("historyTimeToLive", "versionTag", "inputVariable", "diagramRelationId").contains(attribute.getLocalName())) {
                    findings.add(finding(file, element, "has '" + attribute.getName() + "', which is not allowed: remove it"));
                }
            }
            if ("decision".equals(element.getLocalName())) {
                TableRules.check(element).forEach(problem -> findings.add(finding(file, problem.at(), problem.words())));
            }
            if ("decision".equals(element.getLocalName()) && element.getAttributeNS(CAMUNDA, "historyTimeToLive").isBlank()) {
                findings.add(finding(file, element, "has no time to live: set it, for example to P730D"));
            }
        });
        return findings;
    }

    private static ModelFinding finding(String file, Element element, String message) {
        for (Element found = element; ; found = (Element) found.getParentNode()) {
            if (!found.getAttribute("id").isEmpty() || !(found.getParentNode() instanceof Element)) {
                String label = found.getAttribute(found.hasAttribute("name") ? "name" : "label");
                return new ModelFinding(file, label.isEmpty() ? found.getAttribute("id") : label + " (" + found.getAttribute("id") + ")", message);
            }
        }
    }
}
