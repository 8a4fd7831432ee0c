package io.leadfluss.kpi;

import java.util.List;

/**
 * One month of an agreement: what was promised, and what became of it.
 *
 * @param running whether the month is not over yet
 */
public record ServiceMonth(String name, boolean running, ServicePromise promise, Part leads, Part accepted, Part answered, Part touched) {

    /** How a promise stands. */
    public enum Signal { KEPT, NEARLY, BROKEN, NONE }

    /**
     * Promised against actual.
     *
     * @param actual null when there was nothing to count
     * @param part how many of {@code whole} the actual share is; both 0 for a plain number
     */
    public record Part(Integer promised, Double actual, long part, long whole, Signal signal) {

        /** A number to be reached in the month, of which by now this share is due. */
        static Part number(Integer promised, long actual, double due) {
            return new Part(promised, (double) actual, 0, 0, signal(promised == null ? null : promised * due, (double) actual));
        }

        /** A share in percent, judged as it is shown: rounded. */
        static Part share(Integer promised, long part, long whole) {
            Double actual = whole == 0 ? null : Double.valueOf(100.0 * part / whole);
            return new Part(promised, actual, part, whole, signal(promised == null ? null : Double.valueOf(promised), actual == null ? null : (double) Math.round(actual)));
        }

        /** Nearly is up to a tenth less than promised. */
        private static Signal signal(Double promised, Double actual) {
            if (promised == null || actual == null) {
                return Signal.NONE;
            }
            return actual >= promised ? Signal.KEPT : actual >= promised * 0.9 ? Signal.NEARLY : Signal.BROKEN;
        }
    }

    public List<Part> parts() {
        return List.of(leads, accepted, answered, touched);
    }
}
