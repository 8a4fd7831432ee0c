package io.leadfluss.scoring;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Points that fade at different speeds, as they were worth at one moment; what they are worth at a later one follows. */
record Fading(List<Part> parts, double cap, Instant at) {

    /** Points of one half-life; without one they stay. */
    record Part(Double halfLifeDays, double points) {
    }

    static final Fading NOTHING = new Fading(List.of(), Double.POSITIVE_INFINITY, Instant.EPOCH);

    double at(Instant moment) {
        return Math.min(cap, left(parts, at, moment));
    }

    static double left(List<Part> parts, Instant then, Instant moment) {
        double sum = 0;
        for (Part part : parts) {
            sum += Decay.left(part.points, part.halfLifeDays, then, moment);
        }
        return sum;
    }

    /** {@code cap|halfLife:points|…} */
    String print() {
        StringBuilder text = new StringBuilder(Double.toString(cap));
        parts.forEach(part -> text.append('|').append(part.halfLifeDays == null ? "" : part.halfLifeDays).append(':').append(part.points));
        return text.toString();
    }

    static Fading parse(String text, Instant at) {
        String[] fields = text.split("\\|");
        List<Part> parts = new ArrayList<>();
        for (int i = 1; i < fields.length; i++) {
            int colon = fields[i].indexOf(':');
            parts.add(new Part(colon == 0 ? null : Double.valueOf(fields[i].substring(0, colon)), Double.parseDouble(fields[i].substring(colon + 1))));
        }
        return new Fading(parts, Double.parseDouble(fields[0]), at);
    }
}
