package io.leadfluss.journey.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a form may show: fields and text, nothing from another site and no code. */
final class FormRules {

    private static final Set<String> COMPONENTS = Set.of("textfield", "textarea", "number", "checkbox", "checklist", "radio", "select", "taglist",
            "text", "html", "group", "dynamiclist", "separator", "spacer", "button", "datetime", "table", "expression");
    private static final Pattern CODE = Pattern.compile("(?i)<\\s*(script|iframe|object|embed|form|base|meta|link)\\b|javascript:|\\son\\w+\\s*=|\\bsrc\\s*=|url\\s*\\(");

    private FormRules() {
    }

    static List<ModelFinding> check(String file, byte[] content) {
        List<ModelFinding> findings = new ArrayList<>();
        try {
            JsonNode form = new ObjectMapper().readTree(content);
            if (!form.path("id").isTextual() || !form.path("components").isArray()) {
                findings.add(new ModelFinding(file, file, "is not a form: it needs an id and components"));
            }
            walk(file, form.path("components"), findings);
        } catch (JsonProcessingException e) {
            findings.add(new ModelFinding(file, file, "is not JSON: " + e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return findings;
    }

    private static void walk(String file, JsonNode components, List<ModelFinding> findings) {
        for (JsonNode component : components) {
            String type = component.path("type").asText();
            String name = component.path("key").asText(component.path("id").asText(type));
            if (!COMPONENTS.contains(type)) {
                findings.add(new ModelFinding(file, name, "is a '" + type + "', which is not allowed: use a field, a text or a group"));
            }
            for (String part : List.of("content", "text", "label", "description")) {
                if (CODE.matcher(component.path(part).asText()).find()) {
                    findings.add(new ModelFinding(file, name, "has code or a foreign address in its " + part + ": write plain text or HTML"));
                }
            }
            walk(file, component.path("components"), findings);
        }
    }
}
