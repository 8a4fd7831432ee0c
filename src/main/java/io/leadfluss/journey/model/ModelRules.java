package io.leadfluss.journey.model;

import io.leadfluss.lead.LeadEvent;
import io.leadfluss.rules.NotXml;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * What a model may say, one implementation for every way by which a model comes in: a model that passes can't run code, names only steps that
 * there are, and can be read by people.
 */
public class ModelRules {

    private static final int LARGEST = 2_000_000;

    private final BpmnRules bpmn;

    /**
     * @param isStep whether a step of this name can be drawn
     * @param isEvent whether something of this name can happen to a lead
     * @param isProcess whether a process with this id is there to be called
     * @param windowProblem what is wrong with a send window, given how long the mail stays valid
     */
    public ModelRules(Predicate<String> isStep, Predicate<String> isEvent, Predicate<String> isProcess,
            BiFunction<String, Duration, Optional<String>> windowProblem) {
        this.bpmn = new BpmnRules(isStep, isEvent, isProcess, windowProblem);
    }

    /** The names of all events that there are classes for. */
    public static Set<String> events() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(LeadEvent.class));
        return scanner.findCandidateComponents("io.leadfluss").stream()
                .map(found -> ClassUtils.getShortName(found.getBeanClassName()).replaceFirst(".*\\.", "")).collect(Collectors.toSet());
    }

    /** Checks files that come in together, so that one may call the other. */
    public List<ModelFinding> check(Map<String, byte[]> files) {
        List<ModelFinding> findings = new ArrayList<>();
        Map<String, Document> models = new LinkedHashMap<>();
        files.forEach((name, content) -> {
            if (content.length > LARGEST) {
                findings.add(new ModelFinding(name, name, "has more than " + LARGEST + " bytes; split it"));
            } else if (name.endsWith(".form")) {
                findings.addAll(FormRules.check(name, content));
            } else if (name.endsWith(".bpmn") || name.endsWith(".bpmn20.xml") || name.endsWith(".dmn") || name.endsWith(".dmn11.xml")) {
                parse(name, content, findings, models);
            } else {
                findings.add(new ModelFinding(name, name, "is no model; only .bpmn, .dmn and .form files can be deployed"));
            }
        });
        models.forEach((name, model) ->
                findings.addAll(name.contains(".bpmn") ? bpmn.check(name, model, models.values()) : DmnRules.check(name, model)));
        return findings;
    }

    private static void parse(String name, byte[] content, List<ModelFinding> findings, Map<String, Document> models) {
        try {
            models.put(name, read(name, content));
        } catch (NotXml e) {
            findings.add(new ModelFinding(name, name, "is not well-formed XML without DTD: line " + e.place()[1] + ", column " + e.place()[2]));
        }
    }

    public static Document read(String name, byte[] content) {
        try {
            return parser().parse(new ByteArrayInputStream(content));
        } catch (SAXParseException e) {
            throw new NotXml(name, e.getLineNumber(), e.getColumnNumber());
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without DTD there are no entities, so nothing is read from elsewhere and nothing grows. */
    private static DocumentBuilder parser() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        DocumentBuilder parser = factory.newDocumentBuilder();
        parser.setErrorHandler(new Quiet());
        return parser;
    }

    /** The parser's own handler writes to the console. */
    private static final class Quiet implements ErrorHandler {

        @Override
        public void warning(SAXParseException exception) {
            // only errors count
        }

        @Override
        public void error(SAXParseException exception) throws SAXException {
            throw exception;
        }

        @Override
        public void fatalError(SAXParseException exception) throws SAXException {
            throw exception;
        }
    }
}
