package io.leadfluss.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadfluss.JourneyTest;
import io.leadfluss.consent.Purpose;
import io.leadfluss.lead.UnknownLead;
import io.leadfluss.mail.template.Rehearsal;
import io.leadfluss.mail.template.Rendered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A mail that is looked at is the mail that is sent, but leads to nobody's data; and its blocks are for those they are meant for. */
@JourneyTest
class MailRehearsalTests extends OutboxTest {

    @Autowired
    private Rehearsal rehearsal;

    @Test
    void saysTheSameAsTheMailThatIsSent() {
        long lead = subscriber("ok");
        queue(lead, "aida-attention");
        dispatch();

        Rendered looked = rehearsal.write("aida-attention", "de", lead, account());

        String sent = sentTo(lead);
        assertThat(looked.text()).contains("Guten Tag Erika Muster,");
        assertThat(sent).contains("Guten Tag Erika Muster,");
        assertThat(looked.version()).isEqualTo(jdbc.sql("SELECT template_version FROM message WHERE lead_id = ?").params(lead).query(String.class).single());
    }

    @ParameterizedTest
    @ValueSource(strings = {"aida-attention", "confirmation", "handover-new"})
    void leadsToNobodysData(String mailing) {
        Rendered looked = rehearsal.write(mailing, "de", subscriber("ok"), account());

        assertThat(looked.content().links()).filteredOn(link -> link.matches(".*/[ucpl]/.*")).allMatch(link -> link.endsWith("/preview"));
        assertThat(looked.content().images()).isEmpty();
    }

    @Test
    void showsWhatAStrangerWouldRead() {
        assertThat(rehearsal.write("aida-attention", "en", Rehearsal.STRANGER, account()).text()).contains("Hello,").doesNotContain("Maria", "Erika");
    }

    @Test
    void unknownLeadIsSaidToBeUnknown() {
        assertThatThrownBy(() -> rehearsal.write("aida-attention", "en", 1, account())).isInstanceOf(UnknownLead.class);
    }

    @Test
    void blocksAreForThoseTheyAreMeantFor() {
        long allows = subscriber("ok");
        grant(allows, Purpose.PHONE);
        long doesNot = subscriber("ok");

        assertThat(rehearsal.write("aida-action", "en", allows, account()).text()).contains("You have allowed us to call you");
        assertThat(rehearsal.write("aida-action", "en", doesNot, account()).text()).contains("We call only if you want us to");
        assertThat(rehearsal.write("aida-action", "en", Rehearsal.SAMPLE, account()).text()).contains("You have allowed us to call you");
        assertThat(rehearsal.write("aida-action", "en", Rehearsal.STRANGER, account()).text()).contains("We call only if you want us to");
    }

    @Test
    void mailsOfOneBatchHaveEachTheirOwnBlocks() {
        long allows = subscriber("ok");
        grant(allows, Purpose.PHONE);
        long doesNot = subscriber("ok");
        queue(allows, "aida-action");
        queue(doesNot, "aida-action");

        assertThat(dispatch()).isEqualTo(2);

        assertThat(sentTo(allows)).contains("Sie haben uns erlaubt, Sie anzurufen").doesNotContain("Angerufen werden Sie nur");
        assertThat(sentTo(doesNot)).contains("Angerufen werden Sie nur").doesNotContain("Sie haben uns erlaubt, Sie anzurufen");
    }

    private String sentTo(long lead) {
        return relay.arrivedFor(address(lead)).get(0).content().replace("=\r\n", "").replace("=\n", "");
    }
}
