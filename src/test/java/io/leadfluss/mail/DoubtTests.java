package io.leadfluss.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What ends a doubt. */
@JourneyTest
class DoubtTests extends OutboxTest {

    @Test
    void mailThatWasAnsweredHasArrived() {
        long lead = subscriber("break-after");
        long id = doubtful(lead);

        assertThat(outbox.arrived(id, "reply")).isTrue();
        assertThat(outbox.arrived(id, "reply")).isFalse();

        assertThat(state(id)).isEqualTo("SENT");
        assertThat(column(id, "reason")).isEqualTo("reply");
        assertThat(facts.exists(lead, "MailSent", "aida-attention")).isTrue();
    }

    @Test
    void mailThatCameBackHasFailed() {
        long lead = subscriber("break-after");
        long id = doubtful(lead);

        assertThat(outbox.bounced(id, "bounce")).isTrue();

        assertThat(state(id)).isEqualTo("FAILED");
        assertThat(facts.exists(lead, "MailFailed", "aida-attention")).isTrue();
    }

    @Test
    void mailThatIsSentStaysSoWhateverComesBack() {
        long id = queue(subscriber("ok"), "aida-attention");
        dispatch();

        assertThat(outbox.bounced(id, "bounce")).isFalse();
        assertThat(outbox.arrived(id, "click")).isFalse();

        assertThat(state(id)).isEqualTo("SENT");
    }

    @Test
    void mailOfWhichALinkWasFollowedHasArrived() {
        long lead = subscriber("break-after");
        long id = doubtful(lead);
        update("INSERT INTO hit (kind, lead_id, message_id, occurred_at) VALUES ('CLICK', ?, ?, ?)", lead, id, clock.instant());

        dispatch();

        assertThat(state(id)).isEqualTo("SENT");
        assertThat(column(id, "reason")).isEqualTo("click");
    }

    @Test
    void secondCopyStaysWhenTheFirstIsKnownToHaveArrived() {
        String rep = account("ok");
        long id = queue(MailOrder.toStaff(key(), lead("ok", true), rep, "callback-new", "4711", later()));
        update("UPDATE message SET doubts = 1, reason = 'interrupted', next_try_at = ? WHERE id = ?", clock.instant().plus(Duration.ofMinutes(1)), id);

        assertThat(outbox.arrived(id, "relay-log")).isTrue();
        update("UPDATE message SET next_try_at = queued_at WHERE id = ?", id);
        dispatch();

        assertThat(state(id)).isEqualTo("SENT");
        assertThat(relay.journal()).isEmpty();
    }

    private long doubtful(long lead) {
        long id = queue(lead, "aida-attention");
        dispatch();
        assertThat(state(id)).isEqualTo("IN_DOUBT");
        return id;
    }
}
