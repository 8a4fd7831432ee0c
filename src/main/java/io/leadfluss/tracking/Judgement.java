package io.leadfluss.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Tells people from machines by all that is known of a hit: its own request, the other hits of the same mail, and when that was sent.
 *
 * @param settings how near is near
 */
record Judgement(TrackingSettings settings) {

    /** How long around a hit of the trap the other hits of the mail are under suspicion. */
    private static final Duration NEAR_TRAP = Duration.ofMinutes(10);

    /** Another hit of the same mail. */
    record Neighbour(HitKind kind, long linkId, boolean trap, Instant at) {
    }

    /** @param sentAt null when it is not known */
    Set<Sign> signs(Hit hit, boolean isTrap, List<Neighbour> ofSameMail, Instant sentAt) {
        Set<Sign> signs = EnumSet.noneOf(Sign.class);
        signs.addAll(hit.signs());
        if (sentAt != null && Duration.between(sentAt, hit.occurredAt()).compareTo(settings.soon()) < 0) {
            signs.add(Sign.SOON);
        }
        if (isTrap || ofSameMail.stream().anyMatch(each -> each.trap() && near(each, hit, NEAR_TRAP))) {
            signs.add(Sign.TRAP);
        }
        if (!hit.isOfMail()) {
            // One visit shows no more than that; its page loads right after the click that led to it.
            return signs;
        }
        List<Neighbour> atOnce = ofSameMail.stream().filter(each -> near(each, hit, settings.burst())).toList();
        if (atOnce.stream().filter(each -> each.kind() == HitKind.CLICK).map(Neighbour::linkId).distinct().count() > 1) {
            signs.add(Sign.SEVERAL_LINKS);
        }
        HitKind other = hit.kind() == HitKind.OPEN ? HitKind.CLICK : HitKind.OPEN;
        if (atOnce.stream().anyMatch(each -> each.kind() == other)) {
            signs.add(Sign.HASTE);
        }
        return signs;
    }

    /** Whether something speaks against a person, but not enough yet: more may show in a while. */
    boolean isOpen(Set<Sign> signs, Hit hit, Instant now) {
        return !signs.isEmpty() && !Sign.showMachine(signs) && now.isBefore(end(hit));
    }

    /** When the hit is judged by what has shown until then. */
    Instant end(Hit hit) {
        return hit.occurredAt().plus(settings.patience());
    }

    private static boolean near(Neighbour one, Hit other, Duration limit) {
        return Duration.between(one.at(), other.occurredAt()).abs().compareTo(limit) <= 0;
    }
}
