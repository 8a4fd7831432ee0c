package io.leadfluss.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import io.leadfluss.mail.MailSettings.Tls;
import io.leadfluss.mail.ScriptedRelay.Arrived;
import io.leadfluss.mail.sender.DkimVerdict;
import io.leadfluss.mail.sender.SenderProfile;
import io.leadfluss.mail.sender.SenderProfile.Dkim;
import io.leadfluss.mail.sender.SenderProfiles;
import io.leadfluss.mail.sender.TestKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In whose name a mail arrives, and whether its signature holds where it arrives. */
@JourneyTest
class SignedMailTests extends OutboxTest {

    @TempDir Path folder;
    private TestKey key;
    private SenderProfiles senders;

    @BeforeEach
    void makeSenders() {
        key = TestKey.in(folder, 2048);
        Dkim dkim = new Dkim("leadfluss.example", "leadfluss1", key.file());
        SenderProfile whole = profiles.standard();
        senders = new SenderProfiles(List.of(
                new SenderProfile(whole.name(), whole.imprint(), whole.from(), whole.replyTo(), "", whole.bounceDomain(), dkim),
                new SenderProfile("events", whole.imprint(), "events@leadfluss.example", "team@leadfluss.example", "", "returns.leadfluss.example", dkim)), Map.of("staff", "events"));
    }

    /** The receiver is not part of the program and lives today, whatever time other tests made it. */
    @Override
    Clock writersClock() {
        return Clock.systemUTC();
    }

    @Test
    void advertisingArrivesWithASignatureThatHolds() {
        long lead = subscriber("ok");
        queue(lead, "aida-attention");

        dispatcher(Tls.NONE, senders).dispatchDue();

        Arrived mail = relay.arrivedFor(address(lead)).get(0);
        assertThat(verdict(mail.content()).failure()).isNull();
        assertThat(verdict(mail.content()).valid()).isTrue();
        assertThat(verdict(mail.content().replaceFirst("\nList-Unsubscribe:", "\nX-Was:")).valid()).isFalse();
        assertThat(verdict(mail.content().replaceFirst("\nList-Unsubscribe-Post:", "\nX-Was:")).valid()).isFalse();
        assertThat(verdict("List-Unsubscribe: <https://evil.example/>\n" + mail.content()).valid()).isFalse();
    }

    @Test
    void longAndStrangeNamesDoNotBreakTheSignature() {
        long lead = subscriber("ok");
        update("UPDATE leads SET first_name = ?, last_name = ? WHERE id = ?", "Äöü \"von\" zu, Ünlü 世界 " + "ß".repeat(60), ".\n..\r\n ;", lead);
        queue(lead, "aida-attention");

        dispatcher(Tls.NONE, senders).dispatchDue();

        assertThat(verdict(relay.arrivedFor(address(lead)).get(0).content()).failure()).isNull();
    }

    @Test
    void streamMayHaveASenderOfItsOwn() {
        String rep = account();
        queue(MailOrder.toStaff(key(), lead("ok", false), rep, "handover-new", "4711", later()));

        dispatcher(Tls.NONE, senders).dispatchDue();

        Arrived mail = relay.arrivedFor(rep + "@leadfluss.example").get(0);
        assertThat(mail.header("From")).contains("<events@leadfluss.example>");
        assertThat(verdict(mail.content()).valid()).isTrue();
    }

    @Test
    void stepChoosesWhoWrites() {
        long lead = subscriber("ok");
        long id = queue(advertising(lead).from("events"));

        dispatcher(Tls.NONE, senders).dispatchDue();

        Arrived mail = relay.arrivedFor(address(lead)).get(0);
        assertThat(mail.header("From")).contains("<events@leadfluss.example>");
        assertThat(mail.header("Reply-To")).isEqualTo("team@leadfluss.example");
        assertThat(mail.header("List-Unsubscribe")).contains("mailto:team@leadfluss.example");
        assertThat(relay.commands()).contains("MAIL FROM:<" + returnPath.of(id, senders.named("events").orElseThrow()) + ">");
        assertThat(verdict(mail.content()).valid()).isTrue();
    }

    @Test
    void unknownSenderIsNamedAndSendsNothing() {
        long id = queue(advertising(subscriber("ok")).from("nobody"));

        dispatcher(Tls.NONE, senders).dispatchDue();

        assertThat(state(id)).isEqualTo("PARKED");
        assertThat(column(id, "reason")).contains("leadfluss.mail.senders.nobody");
        assertThat(relay.journal()).isEmpty();
    }

    private DkimVerdict verdict(String content) {
        return DkimVerdict.on(content.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8), key.record());
    }
}
