package io.leadfluss.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where each of the staff changes the own password. */
@Controller
@RequestMapping("/app/password")
class OwnPasswordPage {

    private final Staff staff;
    private final LoginThrottle throttle;

    OwnPasswordPage(Staff staff, LoginThrottle throttle) {
        this.staff = staff;
        this.throttle = throttle;
    }

    @GetMapping
    String show() {
        return "security/own-password";
    }

    /** Guessing the present password at a screen somebody left is as slow as at the login. */
    @PostMapping
    String change(HttpServletRequest request, @RequestParam String present, @RequestParam String fresh, @RequestParam String again, Model model,
            RedirectAttributes said) {
        String username = request.getRemoteUser();
        if (throttle.mustWait(username, request.getRemoteAddr())) {
            return refused(model, "present", "login.wait");
        }
        if (!fresh.equals(again)) {
            return refused(model, "again", "password.refused.different");
        }
        try {
            staff.changeOwnPassword(username, present, fresh, request.getSession().getId());
        } catch (AccountRefused e) {
            if (e.key().equals(Staff.WRONG_PASSWORD)) {
                throttle.failed(username, request.getRemoteAddr());
                return refused(model, "present", e.key());
            }
            return refused(model, "fresh", e.key());
        }
        said.addFlashAttribute("done", "password.changed");
        return "redirect:/app/password";
    }

    private static String refused(Model model, String field, String key) {
        model.addAttribute("refused", field);
        model.addAttribute("reason", key);
        return "security/own-password";
    }
}
