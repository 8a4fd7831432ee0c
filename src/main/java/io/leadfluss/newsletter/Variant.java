package io.leadfluss.newsletter;

/** The two contents of an issue; without a test there is only A. */
public enum Variant {
    A, B;

    public Variant other() {
        return this == A ? B : A;
    }
}
