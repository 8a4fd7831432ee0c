package io.leadfluss.consent;

import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code leadfluss.consent}.
 *
 * @param tokenDays how long a confirmation link works, 1 to 14 days
 * @param sleepsAfter how long a consent to advertising by mail may go unused before it is not relied on any more
 * @param advertiser who is named in the consents that a lead gives on the preference page
 */
@ConfigurationProperties("leadfluss.consent")
record ConsentSettings(@DefaultValue("7") int tokenDays, @DefaultValue("P18M") Period sleepsAfter, @DefaultValue("Leadfluss Demo GmbH") String advertiser) {

    ConsentSettings {
        if (sleepsAfter.toTotalMonths() < 1) {
            throw new IllegalArgumentException("leadfluss.consent.sleeps-after is " + sleepsAfter + ", it must be a month or more, for example P18M");
        }
        if (tokenDays < 1 || tokenDays > 14) {
            throw new IllegalArgumentException("leadfluss.consent.token-days is " + tokenDays + ", it must be 1 to 14");
        }
    }
}
