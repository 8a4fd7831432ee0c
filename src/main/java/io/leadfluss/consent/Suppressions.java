package io.leadfluss.consent;

import io.leadfluss.lead.EmailAddress;
import org.springframework.stereotype.Component;

/** Addresses that must not be written to; only their keyed hashes are kept, so the list survives erasure. */
@Component
public class Suppressions {

    /** Blocks advertising for this purpose, or everything when the purpose is null. */
    public void suppress(EmailAddress address, Purpose purpose, String reason) { throw new UnsupportedOperationException(); }

    /** Lifts the block of one purpose after a new confirmed consent. */
    void lift(EmailAddress address, Purpose purpose) { throw new UnsupportedOperationException(); }

    /** Whether the address is blocked for this purpose or for everything (purpose may be null: only the latter). */
    public boolean suppressed(EmailAddress address, Purpose purpose) { throw new UnsupportedOperationException(); }
}
