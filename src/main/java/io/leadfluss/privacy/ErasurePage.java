package io.leadfluss.privacy;

import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Leads;
import io.leadfluss.security.Audit;
import io.leadfluss.web.Attempts;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Erasure by the staff, when a lead asks for it by letter or phone; asks once before it acts. */
@Controller
class ErasurePage {

    private final Leads leads;
    private final Erasure erasure;
    private final Audit audit;
    private final Attempts attempts;

    ErasurePage(Leads leads, Erasure erasure, Audit audit, Attempts attempts) {
        this.leads = leads;
        this.erasure = erasure;
        this.audit = audit;
        this.attempts = attempts;
    }

    @GetMapping("/app/leads/{id}/erase")
    String ask(@PathVariable long id, Model model) {
        Lead lead = leads.findById(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("id", id);
        model.addAttribute("name", lead.displayName());
        return "privacy/erase";
    }

    @PostMapping("/app/leads/{id}/erase")
    String erase(@PathVariable long id, RedirectAttributes flash) {
        attempts.run(() -> {
            if (erasure.erase(id)) {
                audit.record("lead-erased", Long.toString(id));
            }
        });
        flash.addFlashAttribute("done", "privacy.erase.done");
        return "redirect:/app/leads";
    }
}
