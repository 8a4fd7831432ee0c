package io.leadfluss.mail.template;

import io.leadfluss.mail.template.Readers.Reader;
import io.leadfluss.security.Audit;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** The mailings: what they look like to anybody in any language, what is wrong with them, where they are used, and what became of them. */
@Controller
class TemplatePages {

    /** The mail may show its own looks and pictures and open links in a new tab, but run nothing and reach nothing of ours. */
    private static final String MAIL_POLICY = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src https: data:; "
            + "style-src 'unsafe-inline'; frame-ancestors 'self'";

    private final Templates templates;
    private final MailingRules rules;
    private final MailingUses uses;
    private final MailingFigures figures;
    private final Readers readers;
    private final Rehearsal rehearsal;
    private final Audit audit;

    TemplatePages(Templates templates, MailingRules rules, MailingUses uses, MailingFigures figures, Readers readers, Rehearsal rehearsal, Audit audit) {
        this.templates = templates;
        this.rules = rules;
        this.uses = uses;
        this.figures = figures;
        this.readers = readers;
        this.rehearsal = rehearsal;
        this.audit = audit;
    }

    /** A mailing as the list shows it; kind is null and the subject empty when the template is too broken to tell. */
    public record Listed(String mailing, Kind kind, String subject, Set<String> languages, int findings, int uses, long sent) {
    }

    /** A mail to look at, or why there is none. */
    public record Look(Rendered mail, String broken) {

        /** As mail programs count it. */
        public int kilobytes() {
            return (mail.html().getBytes(StandardCharsets.UTF_8).length + 1023) / 1024;
        }
    }

    @GetMapping("/app/templates")
    String list(Principal staff, Locale locale, Model model) {
        templates.readAgain();
        Map<String, List<MailingUses.Use>> used = uses.all(locale);
        Map<String, Long> sent = figures.sentLately();
        model.addAttribute("mailings", templates.mailings().entrySet().stream().map(entry -> new Listed(entry.getKey(), kind(entry.getKey()),
                subject(entry.getKey(), locale, staff), entry.getValue(), rules.check(entry.getKey()).size(), used.getOrDefault(entry.getKey(), List.of()).size(),
                sent.getOrDefault(entry.getKey(), 0L))).toList());
        model.addAttribute("languages", templates.languages());
        return "template/list";
    }

    @GetMapping("/app/templates/{mailing}")
    String show(@PathVariable String mailing, @RequestParam(defaultValue = "") String language, @RequestParam(defaultValue = "0") long lead,
            @RequestParam(defaultValue = "desktop") String width, @RequestParam(defaultValue = "") String q, Principal staff, Locale locale,
            Model model) {
        SortedSet<String> languages = languages(mailing);
        templates.readAgain();
        Reader reader = reader(lead);
        String wanted = !language.isEmpty() ? language : reader != null ? reader.language() : locale.getLanguage();
        model.addAttribute("mailing", mailing);
        model.addAttribute("kind", kind(mailing));
        model.addAttribute("languages", languages);
        model.addAttribute("fallback", templates.languages().get(0));
        model.addAttribute("language", wanted);
        model.addAttribute("lead", lead);
        model.addAttribute("reader", reader);
        model.addAttribute("width", width.equals("phone") ? "phone" : "desktop");
        model.addAttribute("q", q);
        model.addAttribute("found", readers.search(q));
        model.addAttribute("look", look(mailing, wanted, lead, staff, locale));
        List<MailingUses.Use> used = uses.all(locale).getOrDefault(mailing, List.of());
        List<Finding> findings = new ArrayList<>(rules.check(mailing));
        used.forEach(use -> rules.misuse(mailing, use.kind()).ifPresent(problem -> findings.add(new Finding(mailing, null, problem))));
        model.addAttribute("findings", findings);
        model.addAttribute("locale", locale);
        model.addAttribute("uses", used);
        model.addAttribute("figures", figures.of(mailing));
        model.addAttribute("versions", figures.versions(mailing));
        return "template/show";
    }

    @GetMapping("/app/templates/{mailing}/{language:[a-z]{2}}.html")
    ResponseEntity<String> html(@PathVariable String mailing, @PathVariable String language, @RequestParam(defaultValue = "0") long lead,
            Principal staff, Locale locale) {
        languages(mailing);
        templates.readAgain();
        Look look = look(mailing, language, lead, staff, locale);
        return look.broken() != null ? ResponseEntity.unprocessableEntity().contentType(MediaType.TEXT_PLAIN).body(look.broken())
                : ResponseEntity.ok().contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8)).header("Content-Security-Policy", MAIL_POLICY)
                        .body(look.mail().html().replaceFirst("<head>", "<head><base target=\"_blank\">"));
    }

    @PostMapping("/app/templates/{mailing}/test")
    String sendTest(@PathVariable String mailing, @RequestParam String language, @RequestParam(defaultValue = "0") long lead, Principal staff,
            Locale locale, RedirectAttributes redirect) {
        languages(mailing);
        templates.readAgain();
        audit.record("mailing.test", mailing);
        Optional<String> objection;
        try {
            objection = rehearsal.send(mailing, language, lead, staff.getName());
        } catch (BrokenTemplate e) {
            objection = Optional.of(e.words(locale));
        }
        redirect.addFlashAttribute(objection.isEmpty() ? "done" : "problem", objection.isEmpty() ? "template.test.sent" : "template.test.refused");
        objection.ifPresent(words -> redirect.addFlashAttribute("objection", words));
        return "redirect:" + UriComponentsBuilder.fromPath("/app/templates/{mailing}").queryParam("language", language).queryParam("lead", lead)
                .buildAndExpand(mailing).encode().toUriString();
    }

    private SortedSet<String> languages(String mailing) {
        return Optional.ofNullable(templates.mailings().get(mailing))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no mailing of this name"));
    }

    private Reader reader(long lead) {
        return lead <= 0 ? null : readers.find(lead)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no lead of this number"));
    }

    private Look look(String mailing, String language, long lead, Principal staff, Locale locale) {
        try {
            return new Look(rehearsal.write(mailing, language, lead, staff.getName()), null);
        } catch (BrokenTemplate e) {
            return new Look(null, e.words(locale));
        }
    }

    private Kind kind(String mailing) {
        try {
            return templates.kind(mailing, List.of());
        } catch (BrokenTemplate e) {
            return null;
        }
    }

    private String subject(String mailing, Locale locale, Principal staff) {
        Look look = look(mailing, locale.getLanguage(), Rehearsal.SAMPLE, staff, locale);
        return look.mail() == null ? "" : look.mail().subject();
    }
}
