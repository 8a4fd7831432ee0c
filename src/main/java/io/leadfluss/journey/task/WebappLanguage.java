package io.leadfluss.journey.task;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells Tasklist, Cockpit and Admin the language of the account; by themselves they would ask the browser for its. */
@RestController
class WebappLanguage {

    private final ReaderLanguage language;

    WebappLanguage(ReaderLanguage language) {
        this.language = language;
    }

    @GetMapping("/camunda/app/tasklist/scripts/language.json")
    Map<String, String> language(HttpServletRequest request) {
        return Map.of("language", language.of(request).getLanguage());
    }
}
