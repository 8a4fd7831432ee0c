package io.leadfluss.tracking;

import org.springframework.stereotype.Component;

/** Addresses through which opens and clicks come back to us. Only for leads who allow tracking; the caller asks Consents first. */
@Component
public class Tracking {

    /** An address that leads to the target and tells us of the click; the target is stored, not in the address. Name is the link's name in the mailing. */
    public String clickUrl(long leadId, long messageId, String mailing, String name, String target) { throw new UnsupportedOperationException(); }

    /** An address of an invisible picture that tells us of the opening. */
    public String pixelUrl(long leadId, long messageId) { throw new UnsupportedOperationException(); }
}
