package io.leadfluss.consent;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;

/** How old a consent may become unused. It does not end by time alone, but after long silence courts no longer let anybody rely on it. */
@Component
public class ConsentAge {

    private final ConsentSettings settings;

    ConsentAge(ConsentSettings settings) {
        this.settings = settings;
    }

    /** Consents given before that and not used since sleep. */
    public Instant limit(Instant now) {
        return now.atZone(ZoneOffset.UTC).minus(settings.sleepsAfter()).toInstant();
    }

    public Period limit() {
        return settings.sleepsAfter();
    }
}
