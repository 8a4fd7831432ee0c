package io.leadfluss.capture;

import io.leadfluss.web.LeadPanel;
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

    SubmissionPanel(Submissions submissions) {
        this.submissions = submissions;
    }

    @GetMapping("/app/leads/{id}/submissions")
    String show(@PathVariable long id, Model page) {
        page.addAttribute("submissions", submissions.ofLead(id));
        return "capture/panel";
    }

    @Configuration
    static class Panel {

        @Bean
        LeadPanel panelOfSubmissions() {
            return new LeadPanel("submissions", "capture.panel.title", 40);
        }
    }
}
