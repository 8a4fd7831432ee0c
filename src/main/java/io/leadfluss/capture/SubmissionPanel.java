package io.leadfluss.capture;

import io.leadfluss.web.LeadPanel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Shows on a lead's page what it, or another system, sent. */
@Controller
class SubmissionPanel {

    private final Submissions submissions;
    private final Forms forms;
    private final MessageSource messages;

    SubmissionPanel(Submissions submissions, Forms forms, MessageSource messages) {
        this.submissions = submissions;
        this.forms = forms;
        this.messages = messages;
    }

    @GetMapping("/app/leads/{id}/submissions")
    String show(@PathVariable long id, Locale locale, Model page) {
        String language = locale.getLanguage();
        page.addAttribute("submissions", submissions.ofLead(id).stream().map(submission -> new Sent(submission, forms.find(submission.form())
                .map(form -> form.title(language)).orElseGet(() -> word("lead.fact.FormSubmitted." + submission.form(), submission.form(), locale)),
                answers(submission, locale))).toList());
        return "capture/panel";
    }

    /** The answers under the labels of the form as it is now; what it does not ask, as another system reported it, stands under the lead's own labels. */
    private Map<String, String> answers(Submission submission, Locale locale) {
        String language = locale.getLanguage();
        Map<String, FormElement> asked = forms.find(submission.form()).map(Form::inputs).orElse(List.of()).stream()
                .collect(Collectors.toMap(FormElement::key, element -> element, (first, second) -> first));
        Map<String, String> answers = new LinkedHashMap<>();
        submission.fields().forEach((key, value) -> {
            FormElement element = asked.get(key);
            answers.put(element == null ? word("lead." + key, key, locale) : element.label(language), element == null ? value : element.options(language).stream()
                    .filter(option -> option.value().equals(value)).map(FormElement.Option::label).findFirst().orElse(value));
        });
        return answers;
    }

    private String word(String key, String otherwise, Locale locale) {
        return messages.getMessage(key, null, otherwise, locale);
    }

    /** A submission in the words of its form. */
    public record Sent(Submission submission, String title, Map<String, String> answers) {
    }

    @Configuration
    static class Panel {

        @Bean
        LeadPanel panelOfSubmissions() {
            return new LeadPanel("submissions", "capture.panel.title", 40);
        }
    }
}
