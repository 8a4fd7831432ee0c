package io.leadfluss.mail.policy;

import io.leadfluss.calendar.SendWindow;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code leadfluss.mail.policy}.
 *
 * @param window in which advertising may go out when its step names none, for example {@code Mo-Fr 08:00-18:00; PH off}
 */
@ConfigurationProperties("leadfluss.mail.policy")
record PolicySettings(@DefaultValue("24/7") String window) {

    PolicySettings {
        SendWindow.parse(window);
    }

    SendWindow usual() {
        return SendWindow.parse(window);
    }
}
