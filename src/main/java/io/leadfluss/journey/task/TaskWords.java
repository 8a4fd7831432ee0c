package io.leadfluss.journey.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadfluss.journey.ModelNames;
import io.leadfluss.lead.LeadNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Puts tasks, processes and filters as the engine told them into the reader's words: its language, and whom a task is about. */
@Component
class TaskWords {

    private final TaskSubjects subjects;
    private final ModelNames models;
    private final LeadNames leads;
    private final MessageSource messages;

    TaskWords(TaskSubjects subjects, ModelNames models, LeadNames leads, MessageSource messages) {
        this.subjects = subjects;
        this.models = models;
        this.leads = leads;
        this.messages = messages;
    }

    /** Changes the answer in place; the engine has already let the reader see all that is in it. */
    void put(JsonNode answer, Locale language) {
        List<ObjectNode> tasks = new ArrayList<>();
        collect(answer, tasks, language);
        Map<String, Long> about = subjects.leads(tasks.stream().map(task -> task.path("processInstanceId").asText()).filter(id -> !id.isEmpty())
                .collect(Collectors.toSet()));
        Map<Long, String> names = leads.of(new HashSet<>(about.values()));
        tasks.forEach(task -> {
            String name = models.of(task.path("processDefinitionId").asText(), task.path("taskDefinitionKey").asText(), task.path("name").asText(),
                    language);
            String lead = names.get(about.get(task.path("processInstanceId").asText()));
            task.put("name", lead == null ? name : name + ": " + lead);
        });
    }

    private void collect(JsonNode node, List<ObjectNode> tasks, Locale language) {
        if (node instanceof ObjectNode found) {
            if (found.path("taskDefinitionKey").isTextual() && found.path("processDefinitionId").isTextual() && found.path("name").isTextual()) {
                tasks.add(found);
            } else if (found.path("deploymentId").isTextual() && found.path("key").isTextual() && found.path("name").isTextual()) {
                found.put("name", models.of(found.path("id").asText(), found.path("key").asText(), found.path("name").asText(), language));
            } else if (found.path("properties").path(TaskFilters.KIND).isTextual()) {
                String kind = found.path("properties").path(TaskFilters.KIND).asText();
                found.put("name", messages.getMessage("journey.tasks." + kind, null, found.path("name").asText(), language));
                ((ObjectNode) found.path("properties")).put("description",
                        messages.getMessage("journey.tasks." + kind + ".text", null, found.path("properties").path("description").asText(), language));
            }
        }
        node.forEach(child -> collect(child, tasks, language));
    }
}
