package io.leadfluss.tracking;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A hit as a person reads it: what it was, what it is taken for and why. */
public record SeenHit(long id, HitKind kind, Long messageId, String mailing, String about, Instant at, Verdict verdict, Set<Sign> signs) {

    /** What a hit is taken for. */
    public enum Verdict { PERSON, MACHINE, NOT_YET }

    public int weight() {
        return Sign.weight(signs);
    }

    /** The heaviest first. */
    public List<Sign> reasons() {
        return signs.stream().sorted((one, other) -> other.weight() - one.weight()).toList();
    }
}
