package io.leadfluss.consent;

import io.leadfluss.security.Tokens;
import io.leadfluss.web.Attempts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Leaving the newsletter. The POST is also the one-click of RFC 8058, sent by mail providers: no cookie, no redirect, any form encoding. */
@Controller
class UnsubscribePage {

    private final Consents consents;
    private final Tokens tokens;
    private final Attempts attempts;

    UnsubscribePage(Consents consents, Tokens tokens, Attempts attempts) {
        this.consents = consents;
        this.tokens = tokens;
        this.attempts = attempts;
    }

    @GetMapping("/u/{token}")
    String ask(@PathVariable String token, Model model, HttpServletResponse response) {
        Optional<long[]> ids = verify(token);
        if (ids.isEmpty()) {
            return DeadLink.broken(response);
        }
        if (!consents.hasWithdrawn(ids.get()[0], Purpose.NEWSLETTER)) {
            return "consent/unsubscribe";
        }
        model.addAttribute("preferences", tokens.issue("preferences", ids.get()[0]));
        return "consent/unsubscribed";
    }

    @PostMapping("/u/{token}")
    String leave(@PathVariable String token, HttpServletRequest http, Model model, HttpServletResponse response) {
        Optional<long[]> ids = verify(token);
        if (ids.isEmpty()) {
            return DeadLink.broken(response);
        }
        String way = "One-Click".equals(http.getParameter("List-Unsubscribe")) ? "one-click" : "unsubscribe-page";
        Evidence evidence = new Evidence(null, null, "/u, mail " + ids.get()[1], http.getRemoteAddr(), http.getHeader("User-Agent"));
        attempts.run(() -> consents.withdraw(ids.get()[0], Purpose.NEWSLETTER, way, evidence));
        model.addAttribute("preferences", tokens.issue("preferences", ids.get()[0]));
        return "consent/unsubscribed";
    }

    private Optional<long[]> verify(String token) {
        return tokens.verify("unsubscribe", token).filter(ids -> ids.length == 2);
    }
}
