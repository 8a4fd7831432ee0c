package io.leadfluss.demo;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Imprint and privacy notice of the invented company that the demo sends for. */
@Controller
@Profile("demo")
class LegalPage {

    @GetMapping("/demo/legal")
    String show() {
        return "demo/legal";
    }
}
