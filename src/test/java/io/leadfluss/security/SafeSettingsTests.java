package io.leadfluss.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class SafeSettingsTests {

    @Test
    void refusesABaseAddressWithoutHttps() {
        assertThatThrownBy(() -> SafeSettings.checkBaseUrl("http://leads.example.com")).isInstanceOf(UnsafeSetting.class).hasMessageContaining("LEADFLUSS_BASE_URL");
        assertThatThrownBy(() -> SafeSettings.checkBaseUrl("leads.example.com")).isInstanceOf(UnsafeSetting.class);
        assertThatThrownBy(() -> SafeSettings.checkBaseUrl("http://127.0.0.1.evil.example")).isInstanceOf(UnsafeSetting.class);
        assertThatCode(() -> SafeSettings.checkBaseUrl("https://leads.example.com")).doesNotThrowAnyException();
        assertThatCode(() -> SafeSettings.checkBaseUrl("http://localhost:8080")).doesNotThrowAnyException();
    }

    @Test
    void refusesAMissingOrShortSecret() {
        assertThatThrownBy(() -> new SecuritySettings(null)).hasMessageContaining("LEADFLUSS_SECURITY_SECRET");
        assertThatThrownBy(() -> new SecuritySettings(Base64.getEncoder().encodeToString(new byte[16]))).hasMessageContaining("32");
    }

    @Test
    void refusesPasswordsThatCanBeGuessedOrAreCutOff() {
        assertThatThrownBy(() -> Passwords.check("admin", "short")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Passwords.check("admin", "my-admin-password")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Passwords.check("admin", "x".repeat(73))).isInstanceOf(IllegalArgumentException.class);
        assertThatCode(() -> Passwords.check("admin", "correct horse battery")).doesNotThrowAnyException();
    }
}
