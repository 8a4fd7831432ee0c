package io.leadfluss.lead;

import io.leadfluss.web.LeadPanel;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.security.Principal;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.propertyeditors.StringTrimmerEditor;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of leads and the page of one: its data, what happened to it, and the parts that other features add. */
@Controller
@RequestMapping("/app/leads")
class LeadPages {

    private static final int PAGE = 25;
    private static final int LONGEST_NOTE = 4_000;

    private final Leads leads;
    private final LeadList list;
    private final LeadAccess access;
    private final LeadDesk desk;
    private final Notes notes;
    private final Timeline timeline;
    private final List<LeadPanel> panels;

    LeadPages(Leads leads, LeadList list, LeadAccess access, LeadDesk desk, Notes notes, Timeline timeline, List<LeadPanel> panels) {
        this.leads = leads;
        this.list = list;
        this.access = access;
        this.desk = desk;
        this.notes = notes;
        this.timeline = timeline;
        this.panels = panels.stream().sorted(Comparator.comparingInt(LeadPanel::order)).toList();
    }

    /** An empty field is one that is not known. */
    @InitBinder
    void emptyIsNull(WebDataBinder binder) {
        binder.registerCustomEditor(String.class, new StringTrimmerEditor(true));
    }

    @GetMapping
    String list(@ModelAttribute("search") LeadSearch search, @RequestParam(defaultValue = "0") int page, Authentication viewer, Model model) {
        Page<ListedLead> found = list.findAll(search.wanted().and(access.listed(viewer)), PageRequest.of(Math.max(0, page), PAGE, search.order()));
        model.addAttribute("leads", found.getContent());
        model.addAttribute("count", found.getTotalElements());
        model.addAttribute("number", found.getNumber());
        model.addAttribute("total", found.getTotalPages());
        model.addAttribute("sources", list.sources());
        model.addAttribute("stages", Stage.values());
        return "lead/list";
    }

    @GetMapping("/{id:\\d+}")
    String show(@PathVariable long id, Locale locale, Model model) {
        Lead lead = get(id);
        return page(lead, LeadForm.of(lead), Map.of(), false, locale, model);
    }

    @PostMapping("/{id:\\d+}")
    String correct(@PathVariable long id, @Valid @ModelAttribute("form") LeadForm form, BindingResult result, Locale locale, Model model,
            RedirectAttributes redirect, HttpServletResponse response) {
        Map<String, String> errors = result.getFieldErrors().stream()
                .collect(Collectors.toMap(FieldError::getField, error -> "lead.invalid." + error.getField(), (one, other) -> one, HashMap::new));
        if (!errors.containsKey("timeZone") && !ZoneId.getAvailableZoneIds().contains(form.timeZone())) {
            errors.put("timeZone", "lead.invalid.timeZone");
        }
        if (!errors.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return page(get(id), form, errors, true, locale, model);
        }
        try {
            desk.correct(id, form);
        } catch (OptimisticLockingFailureException e) {
            response.setStatus(HttpStatus.CONFLICT.value());
            model.addAttribute("problem", "lead.changed");
            Lead lead = get(id);
            return page(lead, form, Map.of(), true, locale, model);
        }
        redirect.addFlashAttribute("done", "lead.saved");
        return "redirect:/app/leads/" + id;
    }

    @PostMapping("/{id:\\d+}/notes")
    String note(@PathVariable long id, @RequestParam(required = false) String text, Principal author, RedirectAttributes redirect) {
        if (text == null || text.length() > LONGEST_NOTE) {
            redirect.addFlashAttribute("problem", "lead.note.invalid");
        } else {
            desk.note(id, author.getName(), text);
            redirect.addFlashAttribute("done", "lead.note.saved");
        }
        return "redirect:/app/leads/" + id;
    }

    private Lead get(long id) {
        return leads.findWithAllById(id).orElseThrow(() -> new UnknownLead(id));
    }

    private String page(Lead lead, LeadForm form, Map<String, String> errors, boolean editing, Locale locale, Model model) {
        model.addAttribute("lead", lead);
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute("editing", editing);
        model.addAttribute("way", Stream.of(Stage.values()).filter(stage -> stage != Stage.DISQUALIFIED).toList());
        model.addAttribute("notes", notes.of(lead.id()));
        model.addAttribute("timeline", timeline.of(lead.id(), locale));
        model.addAttribute("panels", panels);
        return "lead/show";
    }
}
