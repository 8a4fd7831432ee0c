package io.leadfluss.tracking;

import io.leadfluss.consent.Consents;
import io.leadfluss.consent.Purpose;
import io.leadfluss.tracking.SeenHit.Verdict;
import io.leadfluss.web.LeadPanel;
import io.leadfluss.web.MessagePanel;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Shows every hit, of people and of machines, with what it is taken for and why: on a lead's page and for one mail. */
@Controller
class HitPages {

    private static final int ON_A_LEADS_PAGE = 20;
    private static final int OF_A_MAIL = 200;

    private final SeenHits seen;
    private final Consents consents;

    HitPages(SeenHits seen, Consents consents) {
        this.seen = seen;
        this.consents = consents;
    }

    @GetMapping("/app/leads/{id}/hits")
    String ofLead(@PathVariable long id, Model model) {
        model.addAttribute("allowed", consents.since(id, Purpose.TRACKING).orElse(null));
        return page(seen.ofLead(id, ON_A_LEADS_PAGE), "tracking/panel", model);
    }

    @GetMapping("/app/messages/{id}/hits")
    String ofMail(@PathVariable long id, Model model) {
        return page(seen.ofMessage(id, OF_A_MAIL), "tracking/mail", model);
    }

    private static String page(List<SeenHit> hits, String page, Model model) {
        model.addAttribute("hits", hits);
        model.addAttribute("enough", Sign.ENOUGH);
        model.addAttribute("people", hits.stream().filter(hit -> hit.verdict() == Verdict.PERSON).count());
        model.addAttribute("machines", hits.stream().filter(hit -> hit.verdict() == Verdict.MACHINE).count());
        return page;
    }

    @Configuration
    static class Panel {

        @Bean
        LeadPanel hitsOfLead() {
            return new LeadPanel("hits", "tracking.panel", 45);
        }

        @Bean
        MessagePanel hitsOfMessage() {
            return new MessagePanel("hits", "tracking.panel.mail", 10);
        }
    }
}
