package io.leadfluss.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import io.leadfluss.lead.EmailAddress;
import io.leadfluss.mail.inbound.InboundWorker;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A relay that refuses a mail while it is told to is believed as much as one that sends it back later. */
@JourneyTest
class RefusedAtOnceTests extends OutboxTest {

    @Autowired
    private InboundWorker inbound;

    @Test
    void unknownUserIsBlockedAtOnce() {
        long lead = subscriber("rcpt550");
        queue(lead, "aida-attention");

        dispatch();
        inbound.lookNow();

        assertThat(blocked(lead)).isTrue();
        assertThat(facts.exists(lead, "MailBounced", "aida-attention")).isTrue();
    }

    @Test
    void severalAtOnceAreAllHeardOf() {
        long one = subscriber("rcpt550");
        long two = subscriber("rcpt550");
        queue(one, "aida-attention");
        queue(two, "aida-attention");

        dispatch();
        inbound.lookNow();

        assertThat(blocked(one) && blocked(two)).isTrue();
    }

    @Test
    void refusedContentBlocksNobody() {
        long lead = subscriber("dot554");
        long id = queue(lead, "aida-attention");

        dispatch();
        inbound.lookNow();

        assertThat(state(id)).isEqualTo("FAILED");
        assertThat(jdbc.sql("SELECT what FROM mail_return WHERE message_id = ?").params(id).query(String.class).single()).isEqualTo("UNWANTED");
        assertThat(blocked(lead)).isFalse();
    }

    @Test
    void blockedAddressGetsNoMoreMails() {
        long lead = subscriber("rcpt550");
        queue(lead, "aida-attention");
        dispatch();
        inbound.lookNow();

        long next = queue(lead, "aida-interest");
        dispatch();

        assertThat(state(next)).isEqualTo("SUPPRESSED");
        assertThat(column(next, "reason")).isEqualTo("blocked");
    }

    private boolean blocked(long lead) {
        return suppressions.suppressed(EmailAddress.parse(address(lead)), null);
    }
}
