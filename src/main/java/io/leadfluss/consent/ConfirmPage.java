package io.leadfluss.consent;

import io.leadfluss.web.Attempts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page behind the confirmation link. Mail gateways open every link, so only the button confirms. */
@Controller
class ConfirmPage {

    private final Consents consents;
    private final List<AfterConfirmation> promises;
    private final Attempts attempts;

    ConfirmPage(Consents consents, List<AfterConfirmation> promises, Attempts attempts) {
        this.consents = consents;
        this.promises = promises;
        this.attempts = attempts;
    }

    @GetMapping("/c/{token}")
    String ask(@PathVariable String token, Model model, HttpServletResponse response) {
        return consents.asked(token).map(request -> ask(request, false, model)).orElseGet(() -> DeadLink.page(response));
    }

    /** @param shown the fingerprint of what the page showed: a request may have been extended since, and nobody shall confirm unseen words */
    @PostMapping("/c/{token}")
    String confirm(@PathVariable String token, @RequestParam(required = false) String shown, HttpServletRequest http, Model model,
            HttpServletResponse response) {
        Optional<ConsentRequest> asked = consents.asked(token);
        if (shown != null && asked.isPresent() && !asked.get().fingerprint().equals(shown)) {
            return ask(asked.get(), true, model);
        }
        Evidence evidence = new Evidence(asked.map(ConsentRequest::form).orElse(null), null, "/c", http.getRemoteAddr(),
                http.getHeader("User-Agent"));
        Optional<Long> confirmed = attempts.run(() -> consents.confirm(token, evidence));
        if (confirmed.isEmpty()) {
            return DeadLink.page(response);
        }
        model.addAttribute("gifts", promises.stream().flatMap(promise -> promise.gifts(confirmed.get()).stream()).toList());
        return "consent/confirmed";
    }

    private static String ask(ConsentRequest request, boolean changed, Model model) {
        model.addAttribute("wishes", request.wishes().stream().map(ConsentRequest.Wish::text).toList());
        model.addAttribute("shown", request.fingerprint());
        model.addAttribute("changed", changed);
        return "consent/confirm";
    }
}
