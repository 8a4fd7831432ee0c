package io.leadfluss.scoring.calibration;

/** So many of so many, and between which shares the truth lies with 95 % (Wilson's interval, which also holds for few). */
public record Rate(long hits, long all) {

    private static final double Z = 1.959964;

    public double share() {
        return all == 0 ? 0 : (double) hits / all;
    }

    public double low() {
        return hits == 0 ? 0 : Math.max(0, middle() - half());
    }

    public double high() {
        return hits == all ? 1 : Math.min(1, middle() + half());
    }

    /** Whether this share surely differs from the other: Newcombe's interval of their difference leaves nothing out. */
    boolean differsFrom(Rate other) {
        double difference = share() - other.share();
        double below = Math.hypot(share() - low(), other.high() - other.share());
        double above = Math.hypot(high() - share(), other.share() - other.low());
        return difference - below > 0 || difference + above < 0;
    }

    private double middle() {
        return (share() + Z * Z / (2 * all)) / (1 + Z * Z / all);
    }

    private double half() {
        return Z / (1 + Z * Z / all) * Math.sqrt(share() * (1 - share()) / all + Z * Z / (4.0 * all * all));
    }
}
