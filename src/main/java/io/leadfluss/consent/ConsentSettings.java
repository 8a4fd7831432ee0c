package io.leadfluss.consent;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code leadfluss.consent}.
 *
 * @param tokenDays how long a confirmation link works, 1 to 14 days
 * @param advertiser who is named in the consents that a lead gives on the preference page
 */
@ConfigurationProperties("leadfluss.consent")
record ConsentSettings(@DefaultValue("7") int tokenDays, @DefaultValue("Leadfluss Demo GmbH") String advertiser) {

    ConsentSettings {
        if (tokenDays < 1 || tokenDays > 14) {
            throw new IllegalArgumentException("leadfluss.consent.token-days is " + tokenDays + ", it must be 1 to 14");
        }
    }
}
