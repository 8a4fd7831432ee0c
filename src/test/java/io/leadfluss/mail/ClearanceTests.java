package io.leadfluss.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import io.leadfluss.consent.Evidence;
import io.leadfluss.consent.Purpose;
import io.leadfluss.lead.EmailAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** Which mails may not go out, and when that is noticed. */
@JourneyTest
class ClearanceTests extends OutboxTest {

    @Test
    void nothingGoesToALeadThatDidNotConfirm() {
        long lead = lead("ok", false);
        grant(lead, Purpose.NEWSLETTER);

        assertStopped(lead, "SUPPRESSED", "unconfirmed");
    }

    @Test
    void nothingGoesOutWithoutConsent() {
        assertStopped(lead("ok", true), "SUPPRESSED", "no-consent");
    }

    @Test
    void nothingGoesToABlockedAddress() {
        long lead = subscriber("ok");
        suppressions.suppress(EmailAddress.parse(address(lead)), null, "complaint");

        assertStopped(lead, "SUPPRESSED", "blocked");
    }

    @Test
    void nothingGoesOutTooLate() {
        long lead = subscriber("ok");
        long id = queue(MailOrder.advertising(key(), lead, Purpose.NEWSLETTER, "aida-attention", clock.instant().minusSeconds(60)));

        dispatch();

        assertThat(state(id)).isEqualTo("EXPIRED");
        assertThat(relay.journal()).isEmpty();
    }

    @Test
    void businessMailNeedsNoConsentButAConfirmedAddressOrAMatter() {
        long confirmed = queue(MailOrder.transactional(key(), lead("ok", true), "confirmed-matter", null, later()));
        long unconfirmed = queue(MailOrder.transactional(key(), lead("ok", false), "confirmed-matter", null, later()));
        long ordered = queue(MailOrder.transactional(key(), lead("ok", false), "confirmed-matter", "order:4711", later()));

        dispatch();

        // There is no such mailing: what may go is parked.
        assertThat(List.of(state(confirmed), state(unconfirmed), state(ordered))).containsExactly("PARKED", "SUPPRESSED", "PARKED");
    }

    @Test
    void businessMailDoesNotGoToAnAddressThatIsBlockedForAll() {
        long lead = lead("ok", true);
        suppressions.suppress(EmailAddress.parse(address(lead)), null, "hard-bounce");
        long id = queue(MailOrder.transactional(key(), lead, "confirmed-matter", "order:4711", later()));

        dispatch();

        assertThat(state(id)).isEqualTo("SUPPRESSED");
    }

    @Test
    void nothingGoesToALeadThatWasErased() {
        long lead = subscriber("ok");
        long id = queue(lead, "aida-attention");
        update("DELETE FROM leads WHERE id = ?", lead);

        dispatch();

        assertThat(state(id)).isEqualTo("SUPPRESSED");
        assertThat(relay.journal()).isEmpty();
    }

    @Test
    void closedRequestIsNotAskedAgain() {
        long lead = lead("ok", false);
        long id = queue(MailOrder.confirmation(key(), lead, 999999999, later()));

        dispatch();

        assertThat(state(id)).isEqualTo("SUPPRESSED");
        assertThat(column(id, "reason")).isEqualTo("request-closed");
    }

    @Test
    void unsubscribingTakesBackEvenWhatAWorkerAlreadyHas() {
        long lead = subscriber("ok");
        long id = queue(lead, "aida-attention");
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        transaction.executeWithoutResult(status -> {
            messages.lockDue(2, clock.instant(), 10);
            messages.claim(List.of(id));
        });

        transaction.executeWithoutResult(status -> consents.withdraw(lead, Purpose.NEWSLETTER, "one-click",
                new Evidence(null, null, null, "127.0.0.1", "test")));

        assertThat(state(id)).isEqualTo("SUPPRESSED");
        assertThat(column(id, "reason")).isEqualTo("withdrawn");
    }
}
