package io.leadfluss.capture;

import io.leadfluss.consent.Declaration;
import io.leadfluss.consent.Evidence;
import io.leadfluss.lead.EmailAddress;
import io.leadfluss.lead.Origin;
import io.leadfluss.security.Tokens;
import io.leadfluss.web.Attempts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/**
 * A hosted form. It works without JavaScript and cookies; a signed time stands where a session would. The answer is the same whether the address
 * is known, new, flooded or sent by a robot.
 */
@Controller
class FormPage {

    /** No person sees this field, so what fills it in is a robot. */
    private static final String TRAP = "website";
    private static final String TIME = "opened";

    private final Forms forms;
    private final Intake intake;
    private final FormLimits limits;
    private final Tokens tokens;
    private final CaptureSettings settings;
    private final MessageSource messages;
    private final Attempts attempts;
    private final Clock clock;
    private final ZoneId home;
    private final String baseUrl;

    FormPage(Forms forms, Intake intake, FormLimits limits, Tokens tokens, CaptureSettings settings, MessageSource messages, Attempts attempts,
            Clock clock, @Value("${leadfluss.time-zone}") ZoneId home, @Value("${leadfluss.base-url}") String baseUrl) {
        this.forms = forms;
        this.intake = intake;
        this.limits = limits;
        this.tokens = tokens;
        this.settings = settings;
        this.messages = messages;
        this.attempts = attempts;
        this.clock = clock;
        this.home = home;
        this.baseUrl = baseUrl;
    }

    @GetMapping("/f/{id}")
    String show(@PathVariable String id, Locale locale, Model model, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        return page(form(id), Map.of(), Map.of(), null, now(id), locale, model);
    }

    @PostMapping("/f/{id}")
    String receive(@PathVariable String id, Locale locale, HttpServletRequest request, HttpServletResponse response, Model model) {
        Form form = form(id);
        response.setHeader("Cache-Control", "no-store");
        Map<String, String> values = values(form, request);
        String opened = request.getParameter(TIME);
        if (request.getParameter(TRAP) != null && !request.getParameter(TRAP).isBlank()) {
            return thanks(form, locale, model);
        }
        Duration taken = taken(id, opened);
        if (taken == null || taken.compareTo(settings.slowest()) > 0) {
            return page(form, values, Map.of(), "again", now(id), locale, model);
        }
        if (taken.compareTo(settings.fastest()) < 0) {
            return page(form, values, Map.of(), "again", opened, locale, model);
        }
        Map<String, FormCheck.Problem> problems = FormCheck.problems(form, values, LocalDate.ofInstant(clock.instant(), home));
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return page(form, values, problems, null, opened, locale, model);
        }
        if (!limits.allowsVisitor(request.getRemoteAddr())) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            return page(form, values, Map.of(), "wait", opened, locale, model);
        }
        EmailAddress address = EmailAddress.parse(values.get("email"));
        if (limits.allowsAddress(address)) {
            Arrival arrival = arrival(form, address, values, locale.getLanguage(), opened, request);
            attempts.run(() -> intake.receive(arrival));
        }
        return thanks(form, locale, model);
    }

    private Form form(String id) {
        return forms.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** Only what the form asks for; everything else that was sent is left where it is. */
    private static Map<String, String> values(Form form, HttpServletRequest request) {
        Map<String, String> values = new LinkedHashMap<>();
        for (FormElement element : form.inputs()) {
            String value = request.getParameter(element.key());
            if (value != null) {
                String plain = element.type().equals("textarea") ? Plain.lines(value) : Plain.line(value);
                if (!plain.isEmpty()) {
                    values.put(element.key(), element.type().equals("checkbox") ? "true" : plain);
                }
            }
        }
        return values;
    }

    private Arrival arrival(Form form, EmailAddress address, Map<String, String> values, String language, String opened,
            HttpServletRequest request) {
        Map<String, String> fields = new LinkedHashMap<>(values);
        fields.remove("email");
        List<FormElement> boxes = form.inputs().stream().filter(element -> element.purpose() != null).toList();
        boxes.forEach(box -> fields.remove(box.key()));
        List<Declaration> declarations = boxes.stream().filter(box -> values.containsKey(box.key()))
                .map(box -> new Declaration(box.purpose(), language, box.label(language))).toList();
        Evidence evidence = new Evidence(form.id(), form.version(), baseUrl + "/f/" + form.id() + "?lang=" + language, request.getRemoteAddr(),
                request.getHeader("User-Agent"));
        return new Arrival(form.id(), address, fields, language, null, Origin.DIRECT, form.id(), null, declarations, evidence, form.download(),
                Tokens.sha256(opened + "\n" + form.id() + "\n" + address.key() + "\n" + values));
    }

    private String now(String id) {
        return tokens.issue("form:" + id, clock.instant().getEpochSecond());
    }

    /** Null when the form was not made by us. */
    private Duration taken(String id, String opened) {
        return opened == null ? null : tokens.verify("form:" + id, opened).filter(ids -> ids.length == 1)
                .map(ids -> Duration.between(Instant.ofEpochSecond(ids[0]), clock.instant())).filter(taken -> !taken.isNegative()).orElse(null);
    }

    private String page(Form form, Map<String, String> values, Map<String, FormCheck.Problem> problems, String notice, String opened,
            Locale locale, Model model) {
        String language = locale.getLanguage();
        model.addAttribute("title", form.title(language));
        model.addAttribute("button", form.submit().label(language));
        model.addAttribute("trap", TRAP);
        model.addAttribute("time", TIME);
        model.addAttribute("opened", opened);
        model.addAttribute("notice", notice);
        Map<String, List<FieldView>> rows = form.elements().stream().filter(element -> element.isText() || element.isInput())
                .collect(Collectors.groupingBy(FormElement::row, LinkedHashMap::new,
                        Collectors.mapping(element -> view(element, values, problems.get(element.key()), locale), Collectors.toList())));
        model.addAttribute("rows", List.copyOf(rows.values()));
        return "capture/form";
    }

    private FieldView view(FormElement element, Map<String, String> values, FormCheck.Problem problem, Locale locale) {
        String language = locale.getLanguage();
        if (element.isText()) {
            return new FieldView("", "text", element.text(language), "", "", false, "", "", List.of(), "", 0);
        }
        String type = element.isEmail() ? "email" : element.isPhone() ? "tel" : element.type();
        String error = problem == null ? "" : messages.getMessage("capture.error." + problem.key(), new Object[] {problem.argument()}, locale);
        String name = element.purpose() == null ? element.label(language)
                : messages.getMessage("consent.purpose." + element.purpose().key(), null, locale);
        return new FieldView(element.key(), type, element.label(language), name, element.description(language), element.required(),
                values.getOrDefault(element.key(), ""), error, element.options(language), element.autocomplete(), element.maxLength());
    }

    private static String thanks(Form form, Locale locale, Model model) {
        model.addAttribute("title", form.title(locale.getLanguage()));
        return "capture/thanks";
    }
}
