package io.leadfluss.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import io.leadfluss.consent.Declaration;
import io.leadfluss.consent.Evidence;
import io.leadfluss.consent.Purpose;
import io.leadfluss.mail.MailSettings.Tls;
import io.leadfluss.mail.ScriptedRelay.Arrived;
import io.leadfluss.mail.sender.Imprint;
import io.leadfluss.mail.sender.SenderProfile;
import io.leadfluss.mail.sender.SenderProfiles;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** What stands in a mail, and what may not. */
@JourneyTest
class MailWriterTests extends OutboxTest {

    @Test
    void advertisingCarriesAllThatTheLawWants() throws Exception {
        long lead = subscriber("ok");
        long id = queue(lead, "aida-attention");

        assertThat(dispatch()).isEqualTo(1);

        Arrived mail = relay.arrivedFor(address(lead)).get(0);
        String unsubscribe = place.base() + "/u/" + tokens.issue("unsubscribe", lead, id);
        assertThat(mail.header("List-Unsubscribe")).startsWith("<" + unsubscribe + ">, <mailto:hallo@leadfluss.example?subject=unsubscribe%20");
        assertThat(mail.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(mail.header("Message-ID")).isEqualTo(column(id, "message_id")).endsWith("@leadfluss.example>");
        assertThat(mail.header("Auto-Submitted")).isNull();
        assertThat(mail.header("Date")).isNotNull();
        assertThat(mail.header("Reply-To")).isEqualTo("hallo@leadfluss.example");
        assertThat(mail.header("From")).contains("Leadfluss Demo GmbH", "<hallo@leadfluss.example>");
        assertThat(mail.header("Content-Type")).startsWith("multipart/");
        assertThat(relay.commands()).contains("MAIL FROM:<" + returnPath.of(id) + ">");
        assertThat(state(id)).isEqualTo("SENT");
        assertThat(column(id, "relay_answer")).contains("250 2.0.0 queued");
        assertThat(column(id, "template_version")).hasSize(12);
        assertThat(column(id, "language")).isEqualTo("de");
        assertThat(facts.exists(lead, "MailSent", "aida-attention")).isTrue();
    }

    @Test
    void checkMailCarriesNoneOfItAndEntersTheProof() {
        long lead = lead("ok", false);
        long request = new TransactionTemplate(transactions).execute(status -> consents.request(lead, "newsletter", "de",
                List.of(new Declaration(Purpose.NEWSLETTER, "de", "Ja, gerne.")), new Evidence("newsletter", null, null, "127.0.0.1", "test")));
        update("DELETE FROM message WHERE lead_id = ?", lead);
        long id = queue(MailOrder.confirmation(key(), lead, request, later()));

        dispatch();

        Arrived mail = relay.arrivedFor(address(lead)).get(0);
        assertThat(mail.header("List-Unsubscribe")).isNull();
        assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(mail.content()).doesNotContain("Erika");
        assertThat(jdbc.sql("SELECT mail_copy FROM consent_event WHERE lead_id = ? AND kind = 'MAILED'").params(lead).query(String.class).single())
                .contains("/c/" + consents.token(request), column(id, "message_id"));
    }

    @Test
    void mailToTheStaffLeadsToTheTaskAndIsNoFact() {
        long lead = lead("ok", false);
        String rep = account();
        long id = queue(MailOrder.toStaff(key(), lead, rep, "handover-new", "4711-instance", later()));

        dispatch();

        Arrived mail = relay.arrivedFor(rep + "@leadfluss.example").get(0);
        assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(mail.header("Subject")).isEqualTo("New lead for you: Erika Muster");
        assertThat(mail.content().replace("=\n", "")).contains(place.base() + "/app/handovers/4711-instance");
        assertThat(state(id)).isEqualTo("SENT");
        assertThat(facts.of(lead, 10)).isEmpty();
    }

    @Test
    void mailToTheStaffAboutNoLeadLeadsToItsPage() {
        String marketer = account();
        long id = queue(MailOrder.toStaff(key(), marketer, "issue-approval", "/app/newsletter/12/task", "Autumn issue", later()));

        dispatch();

        Arrived mail = relay.arrivedFor(marketer + "@leadfluss.example").get(0);
        assertThat(mail.header("Subject")).isEqualTo("Please approve: Autumn issue");
        assertThat(mail.content().replace("=\n", "")).contains(place.base() + "/app/newsletter/12/task");
        assertThat(state(id)).isEqualTo("SENT");
    }

    @Test
    void hostileNameStaysAName() throws Exception {
        long lead = subscriber("ok");
        update("UPDATE leads SET first_name = ?, last_name = ? WHERE id = ?", "\"Evil\" <x@evil.example>, ", "Max\r\nBcc: victim@evil.example\r\nRCPT TO:<victim@evil.example>", lead);
        queue(lead, "aida-attention");

        dispatch();

        Arrived mail = relay.arrivedFor(address(lead)).get(0);
        MimeMessage parsed = new MimeMessage(Session.getInstance(new Properties()),
                new ByteArrayInputStream(mail.content().getBytes(StandardCharsets.UTF_8)));
        assertThat(parsed.getAllRecipients()).hasSize(1);
        assertThat(((InternetAddress) parsed.getAllRecipients()[0]).getAddress()).isEqualTo(address(lead));
        assertThat(parsed.getHeader("Bcc")).isNull();
        assertThat(relay.commands().stream().filter(command -> command.startsWith("RCPT"))).hasSize(1);
        assertThat(mail.content()).doesNotContain("victim@").doesNotContain("x@evil");
    }

    @Test
    void onlyLeadsThatAllowedItAreTracked() {
        long watched = subscriber("ok");
        grant(watched, Purpose.TRACKING);
        long unwatched = subscriber("ok");
        queue(watched, "aida-attention");
        queue(unwatched, "aida-attention");

        dispatch();

        String tracked = relay.arrivedFor(address(watched)).get(0).content().replace("=\n", "");
        String untracked = relay.arrivedFor(address(unwatched)).get(0).content().replace("=\n", "");
        assertThat(tracked).contains(place.base() + "/l/", place.base() + "/o/");
        assertThat(untracked).doesNotContain(place.base() + "/l/").doesNotContain("<img").contains(place.base() + "/f/whitepaper");
    }

    @Test
    void advertisingWithoutACompleteImprintIsParkedAndSaysWhatIsMissing() {
        long id = queue(subscriber("ok"), "aida-attention");
        SenderProfile whole = profiles.standard();
        Imprint imprint = whole.imprint();

        dispatcher(Tls.NONE, new SenderProfiles(List.of(new SenderProfile(whole.name(), new Imprint(imprint.company(), imprint.legalForm(),
                imprint.representative(), "", imprint.city(), null, imprint.email(), imprint.phone(), imprint.registerCourt(),
                imprint.registerNumber(), null, null, null), whole.from(), whole.replyTo(), "", "", null)), Map.of())).dispatchDue();

        assertThat(state(id)).isEqualTo("PARKED");
        assertThat(column(id, "reason")).contains("leadfluss.mail.sender.street", "leadfluss.mail.sender.vat-id").doesNotContain("sender.city");
    }

    @Test
    void unknownMailingIsParkedAndStopsNoOther() {
        long parked = queue(subscriber("ok"), "no-such-mailing");
        long fine = queue(subscriber("ok"), "aida-attention");

        dispatch();

        assertThat(state(parked)).isEqualTo("PARKED");
        assertThat(column(parked, "reason")).contains("templates/no-such-mailing/de.ftlh");
        assertThat(state(fine)).isEqualTo("SENT");
    }

    @Test
    void checkMailAsAdvertisingOrTheOtherWayRoundIsRefused() {
        long id = queue(subscriber("ok"), "handover-new");

        dispatch();

        assertThat(state(id)).isEqualTo("PARKED");
    }
}
