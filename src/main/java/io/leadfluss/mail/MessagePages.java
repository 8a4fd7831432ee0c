package io.leadfluss.mail;

import io.leadfluss.web.LeadPanel;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The mails that went out or did not, with the reason; and the decision on those that only a person can decide. */
@Controller
class MessagePages {

    private static final int ON_A_LEADS_PAGE = 20;
    private static final String LIST = "redirect:/app/messages";

    private final MessageDesk desk;
    private final Dispatcher dispatcher;

    MessagePages(MessageDesk desk, Dispatcher dispatcher) {
        this.desk = desk;
        this.dispatcher = dispatcher;
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
