package io.leadfluss.mail;

import io.leadfluss.mail.template.Templates;
import io.leadfluss.web.LeadPanel;
import io.leadfluss.web.MessagePanel;
import java.security.Principal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The mails that went out or did not, with the reason; and the decision on those that only a person can decide. */
@Controller
class MessagePages {

    private static final int ON_A_LEADS_PAGE = 20;
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,60}");
    private static final String PAUSES = "redirect:/app/messages/pauses";
    private static final String LIST = "redirect:/app/messages";

    private final MessageDesk desk;
    private final Pauses pauses;
    private final Dispatcher dispatcher;
    private final Templates templates;
    private final SendingJourneys journeys;
    private final List<MessagePanel> panels;

    MessagePages(MessageDesk desk, Pauses pauses, Dispatcher dispatcher, Templates templates, SendingJourneys journeys,
            ObjectProvider<MessagePanel> panels) {
        this.desk = desk;
        this.pauses = pauses;
        this.dispatcher = dispatcher;
        this.templates = templates;
        this.journeys = journeys;
        this.panels = panels.stream().sorted(Comparator.comparingInt(MessagePanel::order)).toList();
    }

    @GetMapping("/app/messages")
    String list(@RequestParam(required = false) MessageState state, @RequestParam(defaultValue = "0") int page, Locale locale, Model model) {
        int count = desk.count(state);
        int total = Math.max(1, (count + MessageDesk.PAGE - 1) / MessageDesk.PAGE);
        int number = Math.min(Math.max(0, page), total - 1);
        model.addAttribute("messages", desk.list(state, number, locale));
        model.addAttribute("state", state == null ? "" : state.name());
        model.addAttribute("states", MessageState.values());
        model.addAttribute("undecided", desk.undecided().values().stream().mapToInt(Integer::intValue).sum());
        model.addAttribute("parked", desk.parked());
        model.addAttribute("number", number);
        model.addAttribute("total", total);
        return "mail/list";
    }

    @GetMapping("/app/messages/{id:\\d+}")
    String show(@PathVariable long id, Locale locale, Model model) {
        model.addAttribute("shown", desk.find(id, locale).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        model.addAttribute("panels", panels);
        return "mail/message";
    }

    @GetMapping("/app/messages/pauses")
    String pauses(Model model) {
        model.addAttribute("pauses", pauses.list());
        model.addAttribute("mailings", templates.mailings().keySet());
        model.addAttribute("journeys", journeys.ids());
        return "mail/pauses";
    }

    @PostMapping("/app/messages/pauses")
    String pause(@RequestParam Pauses.Scope scope, @RequestParam(defaultValue = "") String mailing, @RequestParam(defaultValue = "") String journey,
            @RequestParam String why, Principal who, RedirectAttributes redirect) {
        String name = scope == Pauses.Scope.MAILING ? mailing : journey;
        if (why.isBlank() || scope != Pauses.Scope.ALL && !NAME.matcher(name).matches()) {
            redirect.addFlashAttribute("problem", "mail.pause.incomplete");
        } else if (scope == Pauses.Scope.MAILING && !templates.mailings().containsKey(name)) {
            redirect.addFlashAttribute("problem", "mail.pause.unknown");
        } else if (scope == Pauses.Scope.JOURNEY && !journeys.ids().contains(name)) {
            redirect.addFlashAttribute("problem", "mail.pause.unknown-journey");
        } else {
            say(redirect, pauses.pause(scope, name, why.strip(), who.getName()), "mail.pause.done");
        }
        return PAUSES;
    }

    @PostMapping("/app/messages/pauses/resume")
    String resume(@RequestParam Pauses.Scope scope, @RequestParam(defaultValue = "") String name, RedirectAttributes redirect) {
        say(redirect, pauses.resume(scope, name), "mail.pause.resumed");
        dispatcher.wake();
        return PAUSES;
    }

    @GetMapping("/app/leads/{id}/messages")
    String ofLead(@PathVariable long id, Locale locale, Model model) {
        model.addAttribute("messages", desk.of(id, ON_A_LEADS_PAGE, locale));
        return "mail/panel";
    }

    @PostMapping("/app/messages/{id}/sent")
    String countAsSent(@PathVariable long id, RedirectAttributes redirect) {
        say(redirect, desk.countAsSent(id), "mail.counted");
        return LIST + "?state=IN_DOUBT";
    }

    @PostMapping("/app/messages/{id}/again")
    String sendAgain(@PathVariable long id, RedirectAttributes redirect) {
        say(redirect, desk.sendAgain(id), "mail.queued-again");
        dispatcher.wake();
        return LIST;
    }

    @PostMapping("/app/messages/{id}/give-up")
    String giveUp(@PathVariable long id, RedirectAttributes redirect) {
        say(redirect, desk.giveUp(id), "mail.given-up");
        return LIST;
    }

    @PostMapping("/app/messages/again")
    String sendParkedAgain(@RequestParam String mailing, RedirectAttributes redirect) {
        say(redirect, desk.sendParkedAgain(mailing) > 0, "mail.queued-again");
        dispatcher.wake();
        return LIST;
    }

    private static void say(RedirectAttributes redirect, boolean done, String text) {
        redirect.addFlashAttribute(done ? "done" : "problem", done ? text : "mail.already-decided");
    }

    @Configuration
    static class Panel {

        @Bean
        LeadPanel messagesOfLead() {
            return new LeadPanel("messages", "mail.panel", 40);
        }
    }
}
