package io.leadfluss.security;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The front door: where one logs in, and where one is led from the root. */
@Controller
class LoginPage {

    private final ObjectProvider<LoginHint> hints;
    private final boolean demo;

    LoginPage(ObjectProvider<LoginHint> hints, Environment environment) {
        this.hints = hints;
        this.demo = environment.acceptsProfiles(Profiles.of("demo"));
    }

    @GetMapping("/")
    String start() {
        return demo ? "redirect:/demo" : "redirect:/app";
    }

    @GetMapping("/login")
    String login(@RequestParam(required = false) String error, @RequestParam(required = false) String wait,
            @RequestParam(required = false) String bye, Authentication login, Model model) {
        if (login != null && login.isAuthenticated()) {
            return "redirect:/app";
        }
        model.addAttribute("state", error != null ? "error" : wait != null ? "wait" : bye != null ? "bye" : "");
        model.addAttribute("hints", hints.orderedStream().toList());
        return "security/login";
    }
}
