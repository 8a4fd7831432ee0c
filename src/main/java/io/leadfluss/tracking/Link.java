package io.leadfluss.tracking;

/** A target that a mailing links to, or its pixel, which has no target. Never changed and never deleted: mails out there point to it. */
record Link(long id, String mailing, String name, String url) {

    /** Stands for the target of the link that no person sees. */
    static final String TRAP = "trap:";

    /** What facts say the hit was about. */
    String subject() {
        return isPixel() ? mailing : mailing + "#" + name;
    }

    boolean isPixel() {
        return url.isEmpty();
    }

    boolean isTrap() {
        return url.equals(TRAP);
    }
}
