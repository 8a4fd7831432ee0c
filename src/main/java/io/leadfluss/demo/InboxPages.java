package io.leadfluss.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The inbox as a page, as a list for scripts, and each mail as a person sees it and as it came. */
@Controller
@Profile("demo")
class InboxPages {

    private static final int PAGE = 25;
    /** The mail may show its own looks and pictures and open links in a new tab, but run nothing and reach nothing of ours. */
    private static final String MAIL_POLICY = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src * data:; "
            + "style-src 'unsafe-inline'; frame-ancestors 'self'";

    private final Inbox inbox;
    private final Answers answers;

    InboxPages(Inbox inbox, Answers answers) {
        this.inbox = inbox;
        this.answers = answers;
    }

    @GetMapping("/demo/inbox")
    String list(@RequestParam(defaultValue = "") String to, @RequestParam(defaultValue = "0") int page, Model model) {
        int count = inbox.count(to);
        int pages = (count + PAGE - 1) / PAGE;
        int shown = Math.max(0, Math.min(page, pages - 1));
        model.addAttribute("mails", inbox.list(to, shown * PAGE, PAGE));
        model.addAttribute("count", count);
        model.addAttribute("number", shown);
        model.addAttribute("total", pages);
        model.addAttribute("to", to);
        return "demo/inbox";
    }

    @GetMapping("/demo/inbox/{id:\\d+}")
    String mail(@PathVariable String id, Model model) {
        model.addAttribute("mail", find(id));
        model.addAttribute("answers", Answer.values());
        return "demo/mail";
    }

    /** Plays its receiver, or the mail server on the way to it. */
    @PostMapping("/demo/inbox/{id:\\d+}/answer")
    String answer(@PathVariable String id, @RequestParam Answer answer, RedirectAttributes redirect) {
        answers.send(find(id), answer);
        redirect.addFlashAttribute("done", "demo.mail.answered");
        return "redirect:/demo/inbox/" + id;
    }

    @GetMapping("/demo/inbox/{id:\\d+}.html")
    ResponseEntity<String> html(@PathVariable String id) {
        return ResponseEntity.ok().contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", MAIL_POLICY)
                .body("<base target=\"_blank\">" + find(id).html());
    }

    @GetMapping("/demo/inbox/{id:\\d+}.eml")
    ResponseEntity<byte[]> source(@PathVariable String id) {
        byte[] source = inbox.source(id).orElseThrow(InboxPages::noSuchMail);
        return ResponseEntity.ok().contentType(MediaType.parseMediaType("message/rfc822"))
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(id + ".eml").build().toString())
                .body(source);
    }

    @GetMapping("/demo/inbox.json")
    @ResponseBody
    List<Entry> entries(@RequestParam(defaultValue = "") String to, @RequestParam(defaultValue = "100") int limit) {
        return inbox.list(to, 0, Math.min(limit, 1_000)).stream().map(head -> Entry.of(find(head.id()))).toList();
    }

    /** A mail as a script sees it. */
    record Entry(String id, String to, String from, String subject, Instant date, String messageId, String listUnsubscribe,
            String listUnsubscribePost, Set<String> links, String text) {

        static Entry of(ReceivedMail mail) {
            ReceivedMail.Head head = mail.head();
            return new Entry(head.id(), head.to(), head.from(), head.subject(), head.date(), head.messageId(), mail.listUnsubscribe(),
                    mail.listUnsubscribePost(), mail.links(), mail.text());
        }
    }

    private ReceivedMail find(String id) {
        return inbox.mail(id).orElseThrow(InboxPages::noSuchMail);
    }

    private static ResponseStatusException noSuchMail() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such mail in the inbox");
    }
}
