package io.leadfluss.mail.inbound;

import io.leadfluss.mail.Pauses;
import io.leadfluss.mail.Pauses.Pause;
import io.leadfluss.mail.Pauses.Scope;
import io.leadfluss.web.LeadPanel;
import io.leadfluss.web.MessagePanel;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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

/** What came back, what followed from it, and the decision on those mails that only a person can decide. */
@Controller
class InboundPages {

    private static final String LIST = "redirect:/app/inbound";
    private static final Set<String> WHAT = Set.of("HARD", "SOFT", "POLICY", "UNWANTED", Returned.COMPLAINT);

    private final InboundDesk desk;
    private final InboundWorker worker;
    private final Mailbox mailbox;
    private final Pauses pauses;

    InboundPages(InboundDesk desk, InboundWorker worker, Mailbox mailbox, Pauses pauses) {
        this.desk = desk;
        this.worker = worker;
        this.mailbox = mailbox;
        this.pauses = pauses;
    }

    @GetMapping("/app/inbound")
    String list(@RequestParam(required = false) MailState state, @RequestParam(required = false) Kind kind,
            @RequestParam(defaultValue = "0") int page,
            Locale locale, Model model) {
        int number = paged(desk.count(state, kind), page, model);
        model.addAttribute("mails", desk.list(state, kind, number, locale));
        model.addAttribute("state", state == null ? "" : state.name());
        model.addAttribute("kind", kind == null ? "" : kind.name());
        model.addAttribute("states", MailState.values());
        model.addAttribute("kinds", Kind.values());
        addAlerts(model);
        return "inbound/list";
    }

    @GetMapping("/app/inbound/returns")
    String returns(@RequestParam(required = false) String what, @RequestParam(defaultValue = "0") int page, Model model) {
        String known = what != null && WHAT.contains(what) ? what : null;
        int number = paged(desk.countReturns(known), page, model);
        model.addAttribute("returns", desk.returns(known, number));
        model.addAttribute("what", known == null ? "" : known);
        model.addAttribute("whats", List.of("HARD", "SOFT", "POLICY", "UNWANTED", Returned.COMPLAINT));
        addAlerts(model);
        return "inbound/returns";
    }

    @GetMapping("/app/inbound/{id:\\d+}")
    String show(@PathVariable long id, Locale locale, Model model) {
        model.addAttribute("shown", desk.show(id, locale).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        return "inbound/mail";
    }

    @GetMapping("/app/leads/{id}/inbound")
    String ofLead(@PathVariable long id, Locale locale, Model model) {
        model.addAttribute("mails", desk.mailsOfLead(id, locale));
        model.addAttribute("returns", desk.returnsOfLead(id));
        model.addAttribute("leadId", id);
        model.addAttribute("blocked", desk.isBlocked(id));
        return "inbound/panel";
    }

    @GetMapping("/app/messages/{id:\\d+}/inbound")
    String ofMessage(@PathVariable long id, Locale locale, Model model) {
        model.addAttribute("mails", desk.mailsOfMessage(id, locale));
        model.addAttribute("returns", desk.returnsOfMessage(id));
        return "inbound/panel";
    }

    @PostMapping("/app/inbound/{id}/stop")
    String stop(@PathVariable long id, RedirectAttributes redirect) {
        return say(redirect, desk.stop(id), "inbound.stopped");
    }

    @PostMapping("/app/inbound/{id}/object")
    String object(@PathVariable long id, RedirectAttributes redirect) {
        return say(redirect, desk.object(id), "inbound.stopped");
    }

    @PostMapping("/app/inbound/{id}/done")
    String done(@PathVariable long id, RedirectAttributes redirect) {
        return say(redirect, desk.done(id), "inbound.is-done");
    }

    @PostMapping("/app/inbound/{id}/again")
    String again(@PathVariable long id, RedirectAttributes redirect) {
        return say(redirect, desk.again(id), "inbound.queued-again");
    }

    @PostMapping("/app/inbound/unblock")
    String unblock(@RequestParam long lead, RedirectAttributes redirect) {
        say(redirect, desk.unblock(lead), "inbound.unblocked");
        return "redirect:/app/leads/" + lead;
    }

    private static int paged(int count, int page, Model model) {
        int total = Math.max(1, (count + InboundDesk.PAGE - 1) / InboundDesk.PAGE);
        int number = Math.min(Math.max(0, page), total - 1);
        model.addAttribute("number", number);
        model.addAttribute("total", total);
        return number;
    }

    private void addAlerts(Model model) {
        model.addAttribute("figures", desk.figures());
        model.addAttribute("open", desk.count(MailState.OPEN, null));
        model.addAttribute("parked", desk.count(MailState.PARKED, null));
        model.addAttribute("configured", mailbox.isConfigured());
        worker.last().ifPresent(look -> model.addAttribute("look", look));
        model.addAttribute("held", pauses.list().stream().filter(pause -> pause.scope() == Scope.MAILING && pause.account() == null)
                .map(Pause::name).toList());
    }

    private static String say(RedirectAttributes redirect, boolean done, String text) {
        redirect.addFlashAttribute(done ? "done" : "problem", done ? text : "inbound.already-decided");
        return LIST;
    }

    @Configuration
    static class Panels {

        @Bean
        LeadPanel inboundOfLead() {
            return new LeadPanel("inbound", "inbound.panel", 45);
        }

        @Bean
        MessagePanel inboundOfMessage() {
            return new MessagePanel("inbound", "inbound.panel", 20);
        }
    }
}
