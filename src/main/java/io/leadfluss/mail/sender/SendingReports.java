package io.leadfluss.mail.sender;

import io.leadfluss.mail.sender.Finding.Grade;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** How the senders stand with the DNS; a report is kept for a while, since the world's DNS changes slowly and answers late. */
@Component
public class SendingReports {

    private static final Duration FRESH = Duration.ofMinutes(10);

    private final SenderProfiles profiles;
    private final DomainCheck check;
    private final Clock clock;
    private final Map<String, SendingReport> reports = new ConcurrentHashMap<>();

    SendingReports(SenderProfiles profiles, DomainCheck check, Clock clock) {
        this.profiles = profiles;
        this.check = check;
        this.clock = clock;
    }

    /** May take seconds. */
    public SendingReport of(SenderProfile profile) {
        Instant now = clock.instant();
        SendingReport known = reports.get(profile.name());
        if (known != null && known.profile().equals(profile) && known.at().plus(FRESH).isAfter(now) && !known.at().isAfter(now)) {
            return known;
        }
        SendingReport report = new SendingReport(profile, check.check(profile), now);
        reports.put(profile.name(), report);
        return report;
    }

    /** Whether receivers would refuse many mails of this stream, such as {@code marketing}; what nobody knows hinders nobody. May take seconds. */
    public boolean mustBeMended(String stream) {
        return of(profiles.ofStream(stream)).grade() == Grade.BAD;
    }

    /** The next question is asked anew. */
    void forget() {
        reports.clear();
    }
}
