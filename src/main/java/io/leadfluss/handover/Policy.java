package io.leadfluss.handover;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How a team shares its leads, by the words of the table lead-routing. */
public enum Policy {

    /** In turns, by the weights of the reps. */
    ROUND_ROBIN("round robin"),
    /** Who has the fewest open leads for the weight. */
    LEAST_LOADED("least loaded"),
    /** Who last accepted somebody of the same company; in turns when nobody has. */
    WHO_KNOWS("who knows the company");

    private final String words;

    Policy(String words) {
        this.words = words;
    }

    static Optional<Policy> of(Object words) {
        return Arrays.stream(values()).filter(policy -> policy.words.equals(words)).findFirst();
    }

    public static List<String> allWords() {
        return Arrays.stream(values()).map(policy -> policy.words).toList();
    }
}
