package io.leadfluss.security;

import jakarta.validation.Valid;
import java.util.function.Supplier;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The accounts of the staff, for administrators. */
@Controller
@RequestMapping("/app/accounts")
class AccountPages {

    private final Accounts accounts;
    private final Staff staff;

    AccountPages(Accounts accounts, Staff staff) {
        this.accounts = accounts;
        this.staff = staff;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("accounts", accounts.findAllByOrderByUsername());
        return "security/accounts";
    }

    @GetMapping("/new")
    String blank(Model model) {
        return form(model, AccountForm.empty(), true);
    }

    @PostMapping
    String add(@Valid @ModelAttribute("form") AccountForm form, BindingResult errors, Model model) {
        return errors.hasErrors() ? form(model, form, true) : guarded(model, form, true, () -> {
            String password = staff.add(form.username(), form.displayName(), form.email(), form.language(), form.roles());
            return password(model, form.username(), password);
        });
    }

    @GetMapping("/{username}")
    String edit(@PathVariable String username, Model model) {
        return form(model, AccountForm.of(get(username)), false);
    }

    @PostMapping("/{username}")
    String change(@PathVariable String username, @Valid @ModelAttribute("form") AccountForm form, BindingResult errors, Model model,
            RedirectAttributes said) {
        get(username);
        return errors.hasErrors() ? form(model, form, false) : guarded(model, form, false, () -> {
            staff.change(username, form.displayName(), form.email(), form.language(), form.roles());
            said.addFlashAttribute("done", "accounts.changed");
            return "redirect:/app/accounts";
        });
    }

    @PostMapping("/{username}/disable")
    String disable(@PathVariable String username, Model model, RedirectAttributes said) {
        return guarded(model, AccountForm.of(get(username)), false, () -> {
            staff.enable(username, false);
            said.addFlashAttribute("done", "accounts.disabled");
            return "redirect:/app/accounts";
        });
    }

    @PostMapping("/{username}/enable")
    String enable(@PathVariable String username, RedirectAttributes said) {
        staff.enable(username, true);
        said.addFlashAttribute("done", "accounts.enabled");
        return "redirect:/app/accounts";
    }

    @PostMapping("/{username}/password")
    String resetPassword(@PathVariable String username, Model model) {
        return password(model, username, staff.resetPassword(username));
    }

    private String guarded(Model model, AccountForm form, boolean isNew, Supplier<String> work) {
        try {
            return work.get();
        } catch (AccountRefused refused) {
            model.addAttribute("problem", refused.key());
            return form(model, form, isNew);
        }
    }

    private String form(Model model, AccountForm form, boolean isNew) {
        model.addAttribute("form", form);
        model.addAttribute("enabled", !isNew && get(form.username()).isEnabled());
        model.addAttribute("isNew", isNew);
        model.addAttribute("allRoles", Role.values());
        return "security/account";
    }

    /** The only time that the password is seen; it is in no address, no session and no log. */
    private static String password(Model model, String username, String password) {
        model.addAttribute("username", username);
        model.addAttribute("password", password);
        return "security/password";
    }

    private Account get(String username) {
        return accounts.findById(username).orElseThrow(() -> new UnknownAccount(username));
    }
}
