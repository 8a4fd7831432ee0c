package io.leadfluss.consent;

import io.leadfluss.consent.Suppressions.Block;
import io.leadfluss.lead.EmailAddress;
import io.leadfluss.lead.InvalidAddress;
import io.leadfluss.lead.LeadAccess;
import io.leadfluss.security.Audit;
import io.leadfluss.web.Attempts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Takes an objection that came by letter or phone from an address that may be nobody's lead, and says whether an address is blocked. Both are posts, so
 * that the address stands in no log.
 */
@Controller
class ObjectionPage {

    static final List<String> WAYS = List.of("letter", "phone", "reply", "other");

    private final Objections objections;
    private final Suppressions suppressions;
    private final MessageSource messages;
    private final Audit audit;
    private final Attempts attempts;
    private final LeadAccess access;

    ObjectionPage(Objections objections, Suppressions suppressions, MessageSource messages, Audit audit, Attempts attempts, LeadAccess access) {
        this.objections = objections;
        this.suppressions = suppressions;
        this.messages = messages;
        this.audit = audit;
        this.attempts = attempts;
        this.access = access;
    }

    @GetMapping("/app/objections")
    String ask(Model model) {
        return page("", "", model);
    }

    @PostMapping("/app/objections/look")
    String look(@RequestParam(defaultValue = "") String email, @RequestParam(defaultValue = "") String way, Locale locale, Model model,
            HttpServletResponse response) {
        return page(email, way, address(email, model, response), locale, model);
    }

    @PostMapping("/app/objections")
    String object(@RequestParam(defaultValue = "") String email, @RequestParam(defaultValue = "other") String way, Authentication staff, Locale locale,
            Model model, HttpServletResponse response) {
        Optional<EmailAddress> address = address(email, model, response);
        if (address.isPresent()) {
            String known = WAYS.contains(way) ? way : "other";
            boolean before = objections.isKnown(address.get());
            Optional<Long> lead = attempts.run(() -> {
                Optional<Long> found = objections.object(address.get(), known, Recorder.evidence(staff));
                audit.record("objection", found.map(String::valueOf).orElse("an address without a lead"));
                return found;
            });
            model.addAttribute("done", before ? "consent.objections.known" : "consent.objections.done");
            lead.filter(id -> access.allows(staff, id)).ifPresent(id -> model.addAttribute("lead", id));
        }
        return page(email, way, address, locale, model);
    }

    private static Optional<EmailAddress> address(String email, Model model, HttpServletResponse response) {
        try {
            return Optional.of(EmailAddress.parse(email));
        } catch (InvalidAddress e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("wrong", true);
            return Optional.empty();
        }
    }

    private String page(String email, String way, Optional<EmailAddress> address, Locale locale, Model model) {
        address.ifPresent(asked -> {
            model.addAttribute("asked", asked.shown());
            model.addAttribute("blocks", suppressions.of(asked).stream().map(block -> new Block(block.scope(),
                    messages.getMessage("consent.way." + block.reason(), null, block.reason(), locale), block.since())).toList());
        });
        return page(email, way, model);
    }

    private static String page(String email, String way, Model model) {
        model.addAttribute("email", email);
        model.addAttribute("way", WAYS.contains(way) ? way : WAYS.get(0));
        model.addAttribute("ways", WAYS);
        return "consent/objections";
    }
}
