package io.leadfluss.mail.inbound;

/**
 * The mail of ours that something came back of.
 *
 * @param proven whether a token says so that only its receiver can have; else it is somebody's word
 */
record Trace(long messageId, long leadId, String mailing, String stream, boolean proven) {

    boolean isAdvertising() {
        return stream.equals("MARKETING");
    }

    boolean isToStaff() {
        return stream.equals("STAFF");
    }
}
