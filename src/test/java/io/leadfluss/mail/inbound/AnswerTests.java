package io.leadfluss.mail.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import io.leadfluss.consent.Purpose;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows from complaints, automatic answers and replies of people. */
@JourneyTest
class AnswerTests extends InboundTest {

    @ParameterizedTest
    @ValueSource(strings = {"arf-yahoo", "arf-redacted", "arf-opt-out"})
    void complaintEndsAdvertising(String sample) {
        Sent sent = sent(mailing());

        arrives(sample(sample, sent));

        assertThat(consents.allowed(sent.lead())).isEmpty();
        assertThat(advertisingBlocked(sent.lead())).isTrue();
        assertThat(facts.exists(sent.lead(), "SpamReported", sent.mailing())).isTrue();
        assertThat(outcome(sent)).isEqualTo("WITHDRAWN");
        assertThat(held(sent.mailing())).isFalse();
    }

    @Test
    void notSpamChangesNothing() {
        Sent sent = sent(mailing());

        arrives(sample("arf-not-spam", sent));

        assertThat(consents.allows(sent.lead(), Purpose.NEWSLETTER)).isTrue();
    }

    @Test
    void severalComplaintsHoldTheMailing() {
        String mailing = mailing();

        for (int i = 0; i < 3; i++) {
            arrives(sample("arf-yahoo", sent(mailing)));
        }

        assertThat(held(mailing)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ooo-exchange-german", "ooo-english", "ooo-french", "ooo-spanish", "ooo-italian", "ooo-dutch", "ooo-polish",
            "ooo-vacation-program", "ticket-received", "read-receipt"})
    void automaticAnswerNeitherStopsNorCounts(String sample) {
        Sent sent = sent(mailing());

        long mail = arrives(sample(sample, sent));

        assertThat(column(mail, "state")).isEqualTo("DONE");
        assertThat(facts.exists(sent.lead(), "MailReplied", sent.mailing())).isFalse();
        assertThat(advertisingBlocked(sent.lead())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop-one-word", "stop-german", "stop-objection", "stop-english", "stop-french", "stop-in-html",
            "stop-in-subject"})
    void stopReplyBlocksUntilAPersonDecides(String sample) {
        Sent sent = sent(mailing());

        long mail = arrives(sample(sample, sent));

        assertThat(column(mail, "state")).isEqualTo("OPEN");
        assertThat(column(mail, "lead_id")).isEqualTo(Long.toString(sent.lead()));
        assertThat(advertisingBlocked(sent.lead())).isTrue();
        assertThat(blocked(sent.lead())).isFalse();
        assertThat(consents.allows(sent.lead(), Purpose.NEWSLETTER)).isTrue();
    }

    @Test
    void sendersAddressAloneStopsOnlySoMany() {
        fixture.sql("DELETE FROM inbound_mail WHERE reason = 'by-address'");
        for (int i = 0; i < 50; i++) {
            fixture.sql("INSERT INTO inbound_mail (hash, received_at, state, tries, kind, reason) VALUES (?, ?, 'OPEN', 1, 'STOP', 'by-address')",
                    "flood-" + i, clock.instant());
        }
        Sent sent = sent(mailing());

        long mail = arrives(sample("stop-in-subject", sent));

        assertThat(column(mail, "state")).isEqualTo("OPEN");
        assertThat(advertisingBlocked(sent.lead())).isFalse();
        fixture.sql("DELETE FROM inbound_mail WHERE hash LIKE 'flood-%'");
    }

    @Test
    void stopOfAStrangerWaitsForAPerson() {
        Sent sent = sent(mailing());
        String stranger = sample("stop-in-subject", sent).replace(email(sent.lead()), "niemand@unbekannt.example");

        long mail = arrives(stranger);

        assertThat(column(mail, "state")).isEqualTo("OPEN");
        assertThat(column(mail, "lead_id")).isNull();
    }

    @Test
    void unsubscribingByMailIsAWithdrawal() {
        Sent sent = sent(mailing());

        long mail = arrives(sample("unsubscribe-by-mail", sent));

        assertThat(column(mail, "state")).isEqualTo("DONE");
        assertThat(consents.allows(sent.lead(), Purpose.NEWSLETTER)).isFalse();
        assertThat(facts.exists(sent.lead(), "LeadUnsubscribed", "newsletter#mailto")).isTrue();
    }

    @Test
    void unsubscribingWithAForgedTokenIsNone() {
        Sent sent = sent(mailing());

        arrives(sample("unsubscribe-by-mail", sent).replace(leaving(sent), "x".repeat(43)));

        assertThat(consents.allows(sent.lead(), Purpose.NEWSLETTER)).isTrue();
    }

    @Test
    void replyOfTheLeadCountsAndIsReadByAPerson() {
        Sent sent = sent(mailing());

        long mail = arrives(sample("reply-interested", sent));

        assertThat(column(mail, "state")).isEqualTo("OPEN");
        assertThat(facts.exists(sent.lead(), "MailReplied", sent.mailing())).isTrue();
        assertThat(advertisingBlocked(sent.lead())).isFalse();
    }

    @Test
    void replyFromAnotherAddressIsNoSignOfLife() {
        Sent sent = sent(mailing());

        arrives(sample("reply-interested", sent).replace(email(sent.lead()), "vertretung@firma.example"));

        assertThat(facts.exists(sent.lead(), "MailReplied", sent.mailing())).isFalse();
    }

    @Test
    void mailThatCannotBeReadIsParked() {
        long mail = arrives("Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n".repeat(3_000));

        assertThat(column(mail, "state")).isEqualTo("PARKED");
        assertThat(column(mail, "reason")).contains("parts");
    }

    @Test
    void mailThatAlwaysFailsIsParkedAtLast() {
        mails.take(("Subject: x\n\n" + clock.instant()).getBytes(), clock.instant());
        long mail = jdbc.sql("SELECT MAX(id) FROM inbound_mail").query(Long.class).single();
        fixture.sql("UPDATE inbound_mail SET tries = 3 WHERE id = ?", mail);

        worker.lookNow();

        assertThat(column(mail, "state")).isEqualTo("PARKED");
    }

    @Test
    void sourceIsForgottenAfterAMonth() {
        long mail = arrives(sample("reply-interested", sent(mailing())));
        fixture.sql("UPDATE inbound_mail SET received_at = ? WHERE id = ?", clock.instant().minus(Duration.ofDays(31)), mail);

        worker.lookNow();

        assertThat(column(mail, "source")).isNull();
        assertThat(column(mail, "kind")).isEqualTo("REPLY");
    }
}
