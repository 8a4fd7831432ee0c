package io.leadfluss.mail.sender;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** In whose names mails are sent, and how these stand with the DNS. */
@Controller
class SendingPages {

    private final SenderProfiles profiles;
    private final SendingReports reports;

    SendingPages(SenderProfiles profiles, SendingReports reports) {
        this.profiles = profiles;
        this.reports = reports;
    }

    @GetMapping("/app/sending")
    String list(Model model) {
        model.addAttribute("reports", profiles.all().stream().map(reports::of).toList());
        model.addAttribute("streams", SenderProfiles.STREAMS.stream().sorted().toList());
        model.addAttribute("profiles", profiles);
        return "sending/list";
    }

    @PostMapping("/app/sending/check")
    String checkAgain(RedirectAttributes redirect) {
        reports.forget();
        redirect.addFlashAttribute("done", "sending.checked");
        return "redirect:/app/sending";
    }
}
