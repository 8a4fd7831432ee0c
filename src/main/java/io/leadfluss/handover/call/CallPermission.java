package io.leadfluss.handover.call;

import java.time.Instant;

/**
 * Whether a lead may be called, and because of what.
 *
 * @param since when it allowed or asked for it; with NONE when it objected, null if it never did
 * @param number what is known of its phone number
 * @param wrongSince when somebody else answered there
 */
public record CallPermission(Basis basis, Instant since, Number number, Instant wrongSince) {

    /** What a call rests on. */
    public enum Basis {
        /** The lead agreed to advertising by phone and confirmed it. */
        CONSENT,
        /** The lead asked for a call that is not settled yet, or agreed on a meeting by phone. */
        REQUEST,
        /** Nothing: it must not be called for advertising. */
        NONE
    }

    /** What is known of a number. */
    public enum Number { GIVEN, MISSING, WRONG }

    public boolean granted() {
        return basis != Basis.NONE && number == Number.GIVEN;
    }
}
