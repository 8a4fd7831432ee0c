package io.leadfluss.mail.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import io.leadfluss.lead.Facts;
import io.leadfluss.mail.MailFailed;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What follows from a bounce. */
@JourneyTest
class BounceTests extends InboundTest {

    @Autowired
    private Facts recorder;
    @Autowired
    private TransactionTemplate transaction;

    @ParameterizedTest
    @ValueSource(strings = {"postfix-no-such-user", "gmail-no-such-user", "exchange-online-not-found", "qmail-no-mailbox",
            "smtputf8-unknown"})
    void deadAddressIsBlockedAtOnce(String sample) {
        Sent sent = sent(mailing());

        long mail = arrives(sample(sample, sent));

        assertThat(column(mail, "state")).isEqualTo("DONE");
        assertThat(column(mail, "message_id")).isEqualTo(Long.toString(sent.id()));
        assertThat(blocked(sent.lead())).isTrue();
        assertThat(facts.exists(sent.lead(), "MailBounced", sent.mailing())).isTrue();
        assertThat(outcome(sent)).isEqualTo("BLOCKED");
    }

    @Test
    void sameBounceTwiceCountsOnce() {
        Sent sent = sent(mailing());
        byte[] source = sample("icloud-full", sent).getBytes();

        assertThat(mails.take(source, clock.instant())).isTrue();
        assertThat(mails.take(source, clock.instant())).isFalse();
        arrives(sample("icloud-full", sent));

        assertThat(jdbc.sql("SELECT COUNT(*) FROM mail_return WHERE message_id = ?").params(sent.id()).query(Integer.class).single())
                .isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postfix-no-such-user", "arf-yahoo", "qmail-no-mailbox", "arf-redacted"})
    void forgedReportIsIgnored(String sample) {
        Sent sent = sent(mailing());
        String forged = sample(sample, sent).replace(returnPath.of(sent.id()), "b+" + "0".repeat(48) + "@bounce.leadfluss.example")
                .replace(leaving(sent), "x".repeat(43));

        long mail = arrives(forged);

        assertThat(column(mail, "state")).isEqualTo("IGNORED");
        assertThat(column(mail, "reason")).isEqualTo("no-token");
        assertThat(blocked(sent.lead())).isFalse();
        assertThat(advertisingBlocked(sent.lead())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postfix-delayed", "sendmail-warning", "exim-old-delayed"})
    void delayNeverCounts(String sample) {
        Sent sent = sent(mailing());

        arrives(sample(sample, sent));

        assertThat(outcome(sent)).isNull();
    }

    @Test
    void fiveSoftBouncesOverTwoWeeksBlock() {
        long lead = subscriber();

        for (int days : new int[] {20, 15, 10, 5}) {
            softBounceAgo(lead, days);
        }
        assertThat(blocked(lead)).isFalse();
        softBounceAgo(lead, 0);

        assertThat(blocked(lead)).isTrue();
        assertThat(jdbc.sql("SELECT COUNT(*) FROM fact WHERE lead_id = ? AND kind = 'MailBounced'").params(lead).query(Integer.class)
                .single()).isOne();
    }

    @Test
    void fiveSoftBouncesWithinTwoWeeksDoNot() {
        long lead = subscriber();

        for (int days : new int[] {13, 10, 7, 3, 0}) {
            softBounceAgo(lead, days);
        }

        assertThat(blocked(lead)).isFalse();
    }

    @Test
    void deliveryBetweenThemStartsTheCountAgain() {
        long lead = subscriber();
        softBounceAgo(lead, 40);
        softBounceAgo(lead, 35);
        softBounceAgo(lead, 30);
        sent(lead, mailing(), "MARKETING", "SENT", clock.instant().minus(Duration.ofDays(25)));

        for (int days : new int[] {20, 10, 5, 0}) {
            softBounceAgo(lead, days);
        }

        assertThat(blocked(lead)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gmail-unauthenticated", "exchange-online-dmarc", "t-online-blocked", "smarthost-blocked"})
    void faultOfOursHoldsTheMailingAndBlocksNobody(String sample) {
        Sent sent = sent(mailing());

        arrives(sample(sample, sent));

        assertThat(held(sent.mailing())).isTrue();
        assertThat(outcome(sent)).isEqualTo("HELD");
        assertThat(blocked(sent.lead())).isFalse();
        assertThat(advertisingBlocked(sent.lead())).isFalse();
        assertThat(facts.exists(sent.lead(), "MailBounced", sent.mailing())).isFalse();
    }

    @Test
    void oneReceiversRuleHoldsNothingButManyDo() {
        String mailing = mailing();

        for (int i = 0; i < 9; i++) {
            arrives(sample("mimecast-rejected", sent(mailing)));
        }
        assertThat(held(mailing)).isFalse();
        Sent last = sent(mailing);
        arrives(sample("mimecast-rejected", last));

        assertThat(held(mailing)).isTrue();
        assertThat(blocked(last.lead())).isFalse();
    }

    @Test
    void manyDeadAddressesHoldTheMailing() {
        String mailing = mailing();

        for (int i = 0; i < 20; i++) {
            arrives(sample("postfix-no-such-user", sent(mailing)));
        }

        assertThat(held(mailing)).isTrue();
    }

    /** All of a provider's answers to a big mailing at once, as they come when a key is missing in the DNS. */
    @Test
    void massOfPolicyBouncesBlocksNobody() {
        String mailing = mailing();
        long first = sent(mailing).id();
        fixture.sql("""
                INSERT INTO message (id, lead_id, stream, purpose, mailing, source_key, state, attempts, doubts, queued_at, next_try_at, not_after)
                SELECT 900000000 + seq, 900000000 + seq, 'MARKETING', 'NEWSLETTER', ?, CONCAT('mass:', ?, seq), 'SENT', 1, 0, ?, ?, ?
                FROM seq_1_to_1000""", mailing, mailing, clock.instant(), clock.instant(), clock.instant());
        fixture.sql("""
                INSERT INTO mail_return (message_id, what, lead_id, mailing, way, status, words, occurred_at)
                SELECT id, 'POLICY', lead_id, mailing, 'RELAY', '5.7.515', '550 5.7.515 Access denied', ? FROM message WHERE mailing = ? AND id <> ?""",
                clock.instant(), mailing, first);
        int blocked = jdbc.sql("SELECT COUNT(*) FROM suppression").query(Integer.class).single();

        worker.lookNow();

        assertThat(held(mailing)).isTrue();
        assertThat(jdbc.sql("SELECT COUNT(*) FROM mail_return WHERE mailing = ? AND outcome = 'HELD'").params(mailing).query(Integer.class).single())
                .isEqualTo(1_000);
        assertThat(jdbc.sql("SELECT COUNT(*) FROM suppression").query(Integer.class).single()).isEqualTo(blocked);
        fixture.sql("DELETE FROM mail_return WHERE mailing = ?", mailing);
        fixture.sql("DELETE FROM message WHERE mailing = ?", mailing);
    }

    @Test
    void checkMailsAreNeverHeld() {
        Sent sent = sent(subscriber(), mailing(), "OPT_IN", "SENT", clock.instant());

        arrives(sample("gmail-unauthenticated", sent));

        assertThat(held(sent.mailing())).isFalse();
    }

    @Test
    void bounceOfAMailToTheStaffSaysNothingOfTheLead() {
        Sent sent = sent(subscriber(), mailing(), "STAFF", "SENT", clock.instant());

        long mail = arrives(sample("postfix-no-such-user", sent));

        assertThat(column(mail, "reason")).isEqualTo("staff");
        assertThat(blocked(sent.lead())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"postfix-no-such-user, FAILED", "delivered-notice, SENT", "ooo-dutch, SENT", "reply-interested, SENT"})
    void whatComesBackResolvesADoubt(String sample, String state) {
        Sent sent = sent(subscriber(), mailing(), "MARKETING", "IN_DOUBT", clock.instant());

        arrives(sample(sample, sent));

        assertThat(jdbc.sql("SELECT state FROM message WHERE id = ?").params(sent.id()).query(String.class).single()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"550 5.1.1 no such user, BLOCKED", "452 4.2.2 mailbox full, COUNTED", "550 5.7.26 unauthenticated, HELD"})
    void relayRefusingAtOnceIsTheSame(String answer, String outcome) {
        Sent sent = failed(answer);

        worker.lookNow();

        assertThat(outcome(sent)).isEqualTo(outcome);
        assertThat(blocked(sent.lead())).isEqualTo(outcome.equals("BLOCKED"));
        assertThat(held(sent.mailing())).isEqualTo(outcome.equals("HELD"));
    }

    @Test
    void failureBeforeAnyServerSpokeIsNoBounce() {
        Sent sent = failed("bad-address");

        worker.lookNow();

        assertThat(outcome(sent)).isNull();
    }

    private Sent failed(String answer) {
        Sent sent = sent(subscriber(), mailing(), "MARKETING", "FAILED", clock.instant());
        fixture.sql("UPDATE message SET reason = ? WHERE id = ?", answer, sent.id());
        transaction.executeWithoutResult(status -> recorder.record(new MailFailed(sent.lead(), sent.mailing(), sent.id())));
        return sent;
    }

    private void softBounceAgo(long lead, int days) {
        Instant then = clock.instant().minus(Duration.ofDays(days));
        Sent sent = sent(lead, mailing(), "MARKETING", "SENT", then);
        fixture.sql("""
                INSERT INTO mail_return (message_id, what, lead_id, mailing, way, status, words, occurred_at)
                VALUES (?, 'SOFT', ?, ?, 'MAIL', '5.2.2', 'full', ?)""", sent.id(), lead, sent.mailing(), then);
        worker.lookNow();
    }
}
