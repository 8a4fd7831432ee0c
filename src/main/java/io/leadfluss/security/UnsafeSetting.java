package io.leadfluss.security;

/** A setting with which the program must not run, or cannot; the start ends with what is wrong and what to set instead. */
public class UnsafeSetting extends IllegalStateException {

    private final String wayOut;

    public UnsafeSetting(String problem, String wayOut) {
        super(problem);
        this.wayOut = wayOut;
    }

    String wayOut() {
        return wayOut;
    }
}
