package io.leadfluss.mail;

import io.leadfluss.consent.Preference;
import io.leadfluss.consent.Preferences;
import io.leadfluss.consent.Topics;
import io.leadfluss.mail.Clearance.Held;
import io.leadfluss.mail.Clearance.Stopped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What leads want of the advertising that they allow: which topics, how often, and not during a break. */
@Component
class Wishes {

    private final Preferences preferences;
    private final Topics topics;
    private final Messages messages;

    Wishes(Preferences preferences, Topics topics, Messages messages) {
        this.preferences = preferences;
        this.topics = topics;
        this.messages = messages;
    }

    /** The wishes of these leads, read at once. */
    Of of(Collection<Long> leadIds, Instant now) {
        Map<Long, Preference> chosen = preferences.of(leadIds);
        List<Long> seldom = chosen.entrySet().stream().filter(each -> !each.getValue().frequency().gap().isZero()).map(Map.Entry::getKey).toList();
        return new Of(chosen, new HashMap<>(messages.lastAdvertised(seldom, now)), now);
    }

    /** The wishes of some leads at one moment. */
    final class Of {

        private final Map<Long, Preference> chosen;
        private final Map<Long, Instant> last;
        private final Instant now;

        private Of(Map<Long, Preference> chosen, Map<Long, Instant> last, Instant now) {
            this.chosen = chosen;
            this.last = last;
            this.now = now;
        }

        Optional<Stopped> stop(Message message) {
            Preference preference = chosen.getOrDefault(message.leadId(), Preference.EVERYTHING);
            String topic = message.about().topic();
            // Whoever wants none of the topics does not want what belongs to none of them either.
            boolean unwanted = topic == null ? !topics.keys().isEmpty() && preference.muted().containsAll(topics.keys())
                    : preference.muted().contains(topic);
            return unwanted ? Optional.of(new Stopped(MessageState.SUPPRESSED, "topic")) : hold(message)
                    .filter(held -> held.until().isAfter(message.notAfter())).map(held -> new Stopped(MessageState.SUPPRESSED, held.reason()));
        }

        Optional<Held> hold(Message message) {
            Preference preference = chosen.getOrDefault(message.leadId(), Preference.EVERYTHING);
            if (preference.isPaused(now)) {
                return Optional.of(new Held(preference.pausedUntil(), "break"));
            }
            return Optional.ofNullable(last.get(message.leadId())).map(sent -> sent.plus(preference.frequency().gap()))
                    .filter(next -> next.isAfter(now)).map(next -> new Held(next, "seldom"));
        }

        /** A mail goes out to this lead, which counts for the next one at once. */
        void sends(Message message) {
            if (chosen.containsKey(message.leadId())) {
                last.put(message.leadId(), now);
            }
        }
    }
}
