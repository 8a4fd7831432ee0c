package io.leadfluss.security;

/** A setting with which the program must not run in production. */
class UnsafeSetting extends IllegalStateException {

    private final String wayOut;

    UnsafeSetting(String problem, String wayOut) {
        super(problem);
        this.wayOut = wayOut;
    }

    String wayOut() {
        return wayOut;
    }
}
