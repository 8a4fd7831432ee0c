package io.leadfluss.newsletter;

import io.leadfluss.rules.LeadFilters;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The segments, each with its filter and with how many leads it holds now. */
@Controller
@RequestMapping("/app/newsletter/segments")
class SegmentPages {

    private static final String LIST = "redirect:/app/newsletter/segments";

    private final Segments segments;
    private final Audiences audiences;
    private final LeadFilters filters;

    SegmentPages(Segments segments, Audiences audiences, LeadFilters filters) {
        this.segments = segments;
        this.audiences = audiences;
        this.filters = filters;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("segments", segments.all());
        return "newsletter/segments";
    }

    @GetMapping("/new")
    String blank(Model model) {
        return page(model, null, new SegmentForm("", ""), Map.of());
    }

    @PostMapping
    String add(@ModelAttribute("form") SegmentForm form, Principal staff, Model model, RedirectAttributes said) {
        Map<String, String> problems = form.problems(filters);
        if (problems.isEmpty()) {
            if (segments.add(form.name(), form.filter(), staff.getName()).isPresent()) {
                said.addFlashAttribute("done", "newsletter.segment.saved");
                return LIST;
            }
            problems = Map.of("name", "newsletter.segment.error.taken");
        }
        return page(model, null, form, problems);
    }

    @GetMapping("/{id:\\d+}")
    String edit(@PathVariable long id, Model model) {
        Segment segment = get(id);
        return page(model, id, new SegmentForm(segment.name(), segment.filter()), Map.of());
    }

    @PostMapping("/{id:\\d+}")
    String change(@PathVariable long id, @ModelAttribute("form") SegmentForm form, Principal staff, Model model, RedirectAttributes said) {
        get(id);
        Map<String, String> problems = form.problems(filters);
        if (problems.isEmpty()) {
            if (segments.change(new Segment(id, form.name(), form.filter()), staff.getName())) {
                said.addFlashAttribute("done", "newsletter.segment.saved");
                return LIST;
            }
            problems = Map.of("name", "newsletter.segment.error.taken");
        }
        return page(model, id, form, problems);
    }

    @PostMapping("/{id:\\d+}/remove")
    String remove(@PathVariable long id, RedirectAttributes said) {
        boolean removed = segments.remove(id);
        said.addFlashAttribute(removed ? "done" : "problem", removed ? "newsletter.segment.removed" : "newsletter.segment.used");
        return LIST;
    }

    /** How many leads the filter holds that could get a newsletter; asked while it is being typed. */
    @GetMapping("/count")
    String count(@RequestParam String filter, Model model) {
        String text = filter.strip();
        Map<String, Object> answer = new HashMap<>();
        if (text.isEmpty() || text.length() > 1000) {
            answer.put("hint", "newsletter.segment.error.filter");
        } else if (filters.problem(text).isPresent()) {
            answer.put("trouble", filters.problem(text).orElseThrow().replaceFirst("^has the filter '.*', which ", ""));
        } else {
            answer.put("count", audiences.count(new Audience(text, List.of(), null)));
        }
        model.addAllAttributes(answer);
        return "newsletter/count";
    }

    private String page(Model model, Long id, SegmentForm form, Map<String, String> problems) {
        model.addAttribute("id", id);
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        return "newsletter/segment";
    }

    private Segment get(long id) {
        return segments.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
