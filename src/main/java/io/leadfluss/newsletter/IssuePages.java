package io.leadfluss.newsletter;

import io.leadfluss.consent.Topics;
import io.leadfluss.mail.sender.SendingReports;
import io.leadfluss.newsletter.IssueFigures.Line;
import io.leadfluss.newsletter.IssueFigures.Phase;
import io.leadfluss.security.Account;
import io.leadfluss.security.Accounts;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
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

/** The issues: written here, handed in for approval, watched while they go out, and reported on. */
@Controller
@RequestMapping("/app/newsletter")
class IssuePages {

    private final Issues issues;
    private final Segments segments;
    private final Audiences audiences;
    private final Mailings mailings;
    private final IssueFigures figures;
    private final Accounts accounts;
    private final Topics topics;
    private final SendingReports sending;
    private final MessageSource messages;
    private final ZoneId zone;
    private final Clock clock;

    IssuePages(Issues issues, Segments segments, Audiences audiences, Mailings mailings, IssueFigures figures, Accounts accounts,
            Topics topics, SendingReports sending, MessageSource messages, @Value("${leadfluss.time-zone}") ZoneId zone, Clock clock) {
        this.issues = issues;
        this.segments = segments;
        this.audiences = audiences;
        this.mailings = mailings;
        this.figures = figures;
        this.accounts = accounts;
        this.topics = topics;
        this.sending = sending;
        this.messages = messages;
        this.zone = zone;
        this.clock = clock;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("issues", issues.all());
        model.addAttribute("segments", names());
        return "newsletter/list";
    }

    @GetMapping("/new")
    String blank(Model model) {
        return form(model, null, IssueForm.empty(), Map.of());
    }

    @PostMapping
    String add(@ModelAttribute("form") IssueForm form, @RequestParam(defaultValue = "save") String then, Principal staff, Model model,
            RedirectAttributes said) {
        Map<String, String> problems = problems(form);
        if (!problems.isEmpty()) {
            return form(model, null, form, problems);
        }
        return goOn(issues.add(form.draft(zone), staff.getName()), then, staff, said);
    }

    @GetMapping("/{id:\\d+}")
    String show(@PathVariable long id, Principal staff, Model model) {
        Issue issue = get(id);
        return issue.state() == IssueState.DRAFT ? form(model, issue, IssueForm.of(issue, issues.excluded(id), zone), Map.of()) : report(model, issue, staff);
    }

    @PostMapping("/{id:\\d+}")
    String change(@PathVariable long id, @ModelAttribute("form") IssueForm form, @RequestParam(defaultValue = "save") String then, Principal staff,
            Model model, RedirectAttributes said) {
        Issue issue = get(id);
        Map<String, String> problems = problems(form);
        if (!problems.isEmpty()) {
            return form(model, issue, form, problems);
        }
        if (!issues.change(id, form.version(), form.draft(zone))) {
            said.addFlashAttribute("problem", "newsletter.changed-meanwhile");
            return "redirect:/app/newsletter/" + id;
        }
        return goOn(id, then, staff, said);
    }

    private String goOn(long id, String then, Principal staff, RedirectAttributes said) {
        if ("submit".equals(then) && sending.mustBeMended("marketing")) {
            said.addFlashAttribute("problem", "newsletter.refused.sender");
        } else if ("submit".equals(then)) {
            try {
                issues.submit(id, staff.getName());
                said.addFlashAttribute("done", "newsletter.submitted");
            } catch (IssueRefused refused) {
                said.addFlashAttribute("problem", refused.key());
            }
        } else {
            said.addFlashAttribute("done", "newsletter.saved");
        }
        return "redirect:/app/newsletter/" + id;
    }

    @PostMapping("/{id:\\d+}/stop")
    String stop(@PathVariable long id, RedirectAttributes said) {
        issues.stop(id).ifPresentOrElse(
                state -> said.addFlashAttribute("done", state == IssueState.STOPPED ? "newsletter.stopped" : "newsletter.withdrawn"),
                () -> said.addFlashAttribute("problem", "newsletter.refused.state"));
        return "redirect:/app/newsletter/" + id;
    }

    @PostMapping("/{id:\\d+}/copy")
    String copy(@PathVariable long id, Principal staff, Locale locale) {
        String title = messages.getMessage("newsletter.copy-of", new Object[] {get(id).title()}, locale);
        return "redirect:/app/newsletter/" + issues.copy(id, title.length() > 120 ? title.substring(0, 120) : title, staff.getName());
    }

    @PostMapping("/{id:\\d+}/remove")
    String remove(@PathVariable long id, RedirectAttributes said) {
        boolean removed = issues.remove(id);
        said.addFlashAttribute(removed ? "done" : "problem", removed ? "newsletter.removed" : "newsletter.refused.state");
        return "redirect:/app/newsletter";
    }

    /** How many would get it, asked while the segments are being chosen. */
    @GetMapping("/audience")
    String audience(@RequestParam(required = false) Long segment, @RequestParam(defaultValue = "") Set<Long> excluded,
            @RequestParam(defaultValue = "") String topic, Model model) {
        try {
            model.addAttribute("count", audiences.count(issues.audience(segment, excluded, topic.isEmpty() ? null : topic)));
        } catch (IssueRefused refused) {
            model.addAttribute("hint", refused.key());
        }
        return "newsletter/count";
    }

    @GetMapping("/{id:\\d+}/progress")
    String progress(@PathVariable long id, Model model) {
        model.addAttribute("issue", get(id));
        model.addAttribute("progress", figures.progress(id));
        return "newsletter/progress";
    }

    private Map<String, String> problems(IssueForm form) {
        Map<String, String> problems = form.problems(mailings.names(), clock.instant(), zone);
        if (form.segment() != null && segments.find(form.segment()).isEmpty()) {
            problems.put("segment", "newsletter.refused.segment");
        }
        if (!form.topic().isEmpty() && !topics.keys().contains(form.topic())) {
            problems.put("topic", "newsletter.error.topic");
        }
        return problems;
    }

    private String form(Model model, Issue issue, IssueForm form, Map<String, String> problems) {
        model.addAttribute("issue", issue);
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        model.addAttribute("segments", segments.all());
        model.addAttribute("mailings", mailings.names());
        model.addAttribute("shares", IssueForm.SHARES);
        model.addAttribute("waits", IssueForm.HOURS);
        model.addAttribute("zone", zone.getId());
        model.addAttribute("topics", topicNames());
        if (issue != null && issue.note() != null) {
            model.addAttribute("givenBackBy", name(issue.approvedBy()));
        }
        return "newsletter/form";
    }

    private String report(Model model, Issue issue, Principal staff) {
        Map<Variant, Line> now = issue.state().isOnItsWay() || issue.state() == IssueState.STOPPED ? figures.now(issue.id()) : Map.of();
        List<Line> lines = issue.state() == IssueState.CLOSED ? figures.kept(issue.id(), Phase.FINAL) : List.copyOf(now.values());
        model.addAttribute("issue", issue);
        model.addAttribute("author", name(issue.author()));
        model.addAttribute("isAuthor", issue.author().equals(staff.getName()));
        model.addAttribute("approver", issue.approvedBy() == null ? "" : name(issue.approvedBy()));
        model.addAttribute("segments", names());
        model.addAttribute("topics", topicNames());
        model.addAttribute("excluded", issues.excluded(issue.id()));
        model.addAttribute("lines", lines);
        List<Line> test = figures.kept(issue.id(), Phase.TEST);
        model.addAttribute("test", test);
        model.addAttribute("tie", TestResult.isTie(issue.goal(), test));
        figures.keptAt(issue.id(), Phase.TEST).ifPresent(at -> model.addAttribute("testKept", at));
        if (issue.state().hasReport()) {
            model.addAttribute("progress", figures.progress(issue.id()));
            model.addAttribute("links", figures.links(issue.id()));
            if (issue.startedAt() != null) {
                model.addAttribute("hours", figures.hours(issue.id(), issue.startedAt()));
                model.addAttribute("testEnd", issue.startedAt().plus(Duration.ofHours(issue.testHours())));
            }
        } else {
            model.addAttribute("count", audiences.count(issues.audience(issue.id())));
        }
        return "newsletter/show";
    }

    /** By number as text, which is what pages can look up. */
    private Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        segments.all().forEach(segment -> names.put(Long.toString(segment.id()), segment.name()));
        return names;
    }

    private Map<String, String> topicNames() {
        Map<String, String> names = new LinkedHashMap<>();
        topics.keys().forEach(topic -> names.put(topic, topics.label(topic, LocaleContextHolder.getLocale())));
        return names;
    }

    private String name(String account) {
        return accounts.findById(account).map(Account::displayName).orElse(account);
    }

    private Issue get(long id) {
        return issues.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
