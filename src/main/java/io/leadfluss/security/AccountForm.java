package io.leadfluss.security;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;

/** What an administrator says about an account. */
public record AccountForm(
        @NotBlank @Pattern(regexp = "[a-z][a-z0-9._-]{1,63}") String username,
        @NotBlank @Size(max = 120) String displayName,
        @NotBlank @Email @Size(max = 254) String email,
        @NotBlank @Pattern(regexp = "de|en") String language,
        @NotEmpty Set<Role> roles) {

    public AccountForm {
        roles = roles == null ? Set.of() : roles;
    }

    static AccountForm empty() {
        return new AccountForm("", "", "", "de", Set.of());
    }

    static AccountForm of(Account account) {
        return new AccountForm(account.username(), account.displayName(), account.email(), account.language(), account.roles());
    }
}
