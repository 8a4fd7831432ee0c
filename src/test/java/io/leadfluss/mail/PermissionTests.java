package io.leadfluss.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import io.leadfluss.consent.Evidence;
import io.leadfluss.consent.Frequency;
import io.leadfluss.consent.LegalBasis;
import io.leadfluss.consent.Objections;
import io.leadfluss.consent.Preference;
import io.leadfluss.consent.Preferences;
import io.leadfluss.consent.Purpose;
import io.leadfluss.consent.Sale;
import io.leadfluss.lead.EmailAddress;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What advertising rests on and what leads want of it, as it is when the mail would go out. */
@JourneyTest
class PermissionTests extends OutboxTest {

    private static final Evidence EVIDENCE = new Evidence(null, null, null, null, null);

    @Autowired
    private Preferences preferences;
    @Autowired
    private Objections objections;

    @Test
    void aCustomerGetsAdvertisingForSimilarGoodsWithoutConsentAndIsToldThatItMayObject() {
        long lead = customer("software");
        long id = queue(advertising(lead).about(null, "software"));

        dispatch();

        assertThat(state(id)).isEqualTo("SENT");
        assertThat(column(id, "basis")).isEqualTo("EXISTING_CUSTOMER");
        assertThat(text(relay.arrivedFor(address(lead)).get(0).content())).contains(ObjectionNotice.in("de")).doesNotContain("zugestimmt");
        assertThat(consents.basis(lead, Purpose.NEWSLETTER, "software")).isEqualTo(LegalBasis.EXISTING_CUSTOMER);
    }

    @Test
    void aCustomerGetsNoAdvertisingForOtherGoods() {
        long lead = customer("software");
        long other = queue(advertising(lead).about(null, "training"));
        long general = queue(advertising(lead));

        dispatch();

        assertThat(column(other, "reason")).isEqualTo("unconfirmed");
        update("UPDATE leads SET confirmed_at = ? WHERE id = ?", clock.instant(), lead);
        long confirmed = queue(advertising(lead).about(null, "training"));
        dispatch();
        assertThat(column(confirmed, "reason")).isEqualTo("other-goods");
        assertThat(state(general)).isEqualTo("SUPPRESSED");
        assertThat(relay.journal()).isEmpty();
    }

    @Test
    void anObjectionEndsWhatRestsOnASaleAlsoForWhatIsQueuedAndForLaterSales() {
        long lead = customer("software");
        long id = queue(advertising(lead).about(null, "software"));

        objections.object(EmailAddress.parse(address(lead)), "letter", EVIDENCE);

        assertThat(state(id)).isEqualTo("SUPPRESSED");
        in(() -> consents.informedAtSale(lead, new Sale("O-2", "hardware", "checkout-3"), EVIDENCE));
        assertThat(consents.basis(lead, Purpose.NEWSLETTER, "hardware")).isEqualTo(LegalBasis.NONE);
        long later = queue(advertising(lead).about(null, "hardware"));
        dispatch();
        assertThat(column(later, "reason")).isEqualTo("blocked");
    }

    @Test
    void aConsentCoversAllGoods() {
        long lead = subscriber("ok");
        long id = queue(advertising(lead).about(null, "training"));

        dispatch();

        assertThat(state(id)).isEqualTo("SENT");
        assertThat(column(id, "basis")).isNull();
        assertThat(text(relay.arrivedFor(address(lead)).get(0).content())).doesNotContain(ObjectionNotice.in("de"));
    }

    private long withoutEvents() {
        long lead = subscriber("ok");
        wants(lead, new Preference(Set.of("events"), Frequency.ANY, null));
        return lead;
    }

    @Test
    void mailsOfATopicThatTheLeadDoesNotWantAreLeftOut() {
        long unwanted = queue(advertising(withoutEvents()).about("events", null));
        long wanted = queue(advertising(withoutEvents()).about("guides", null));
        long without = queue(advertising(withoutEvents()));

        dispatch();

        assertThat(state(unwanted)).isEqualTo("SUPPRESSED");
        assertThat(column(unwanted, "reason")).isEqualTo("topic");
        assertThat(state(wanted)).isEqualTo("SENT");
        assertThat(state(without)).isEqualTo("SENT");
    }

    @Test
    void whoWantsNoTopicGetsNoAdvertisingAtAll() {
        long lead = subscriber("ok");
        wants(lead, new Preference(Set.of("events", "guides", "product"), Frequency.ANY, null));

        assertStopped(lead, "SUPPRESSED", "topic");
    }

    @Test
    void aTopicLeftOutCountsForWhatIsAlreadyQueued() {
        long lead = subscriber("ok");
        long id = queue(advertising(lead).about("events", null));

        wants(lead, new Preference(Set.of("events"), Frequency.ANY, null));
        dispatch();

        assertThat(state(id)).isEqualTo("SUPPRESSED");
    }

    @Test
    void aBreakHoldsMailsThatCanWaitAndDropsThoseThatCannot() {
        long lead = subscriber("ok");
        Instant end = clock.instant().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.MILLIS);
        wants(lead, new Preference(Set.of(), Frequency.ANY, end));
        long patient = queue(lead, "aida-attention");
        long urgent = queue(MailOrder.advertising(key(), lead, Purpose.NEWSLETTER, "aida-attention", clock.instant().plus(Duration.ofDays(1))));

        dispatch();

        assertThat(state(patient)).isEqualTo("QUEUED");
        assertThat(column(patient, "reason")).isEqualTo("break");
        assertThat(nextTry(patient)).isEqualTo(end);
        assertThat(state(urgent)).isEqualTo("SUPPRESSED");
        assertThat(column(urgent, "reason")).isEqualTo("break");
    }

    @Test
    void whatWaitedForTheEndOfABreakGoesOutWhenTheLeadEndsIt() {
        long lead = subscriber("ok");
        wants(lead, new Preference(Set.of(), Frequency.ANY, clock.instant().plus(Duration.ofDays(2))));
        long id = queue(lead, "aida-attention");
        dispatch();

        wants(lead, Preference.EVERYTHING);
        dispatch();

        assertThat(state(id)).isEqualTo("SENT");
    }

    @Test
    void aBreakTakesBackWhatAWorkerAlreadyHolds() {
        long lead = subscriber("ok");
        long id = queue(lead, "aida-attention");
        update("UPDATE message SET state = 'CLAIMED', attempts = 1, lease_owner = 'other' WHERE id = ?", id);

        wants(lead, new Preference(Set.of(), Frequency.ANY, clock.instant().plus(Duration.ofDays(2))));
        dispatch();

        assertThat(state(id)).isEqualTo("QUEUED");
        assertThat(column(id, "reason")).isEqualTo("break");
        assertThat(column(id, "attempts")).isEqualTo("0");
    }

    @Test
    void whoWantsOneMailAWeekGetsOne() {
        long lead = subscriber("ok");
        wants(lead, new Preference(Set.of(), Frequency.WEEKLY, null));
        Instant later = clock.instant().plus(Duration.ofDays(30));
        long first = queue(MailOrder.advertising(key(), lead, Purpose.NEWSLETTER, "aida-attention", later));
        long second = queue(MailOrder.advertising(key(), lead, Purpose.NEWSLETTER, "aida-interest", later));

        dispatch();

        assertThat(state(first)).isEqualTo("SENT");
        assertThat(state(second)).isEqualTo("QUEUED");
        assertThat(column(second, "reason")).isEqualTo("seldom");
        assertThat(nextTry(second)).isAfter(clock.instant().plus(Duration.ofDays(6)));
        update("UPDATE message SET sent_at = sent_at - INTERVAL 7 DAY WHERE id = ?", first);
        update("UPDATE message SET next_try_at = ? WHERE id = ?", clock.instant(), second);
        dispatch();
        assertThat(state(second)).isEqualTo("SENT");
    }

    @Test
    void checkMailsDoNotWaitForTheEndOfABreak() {
        long lead = subscriber("ok");
        wants(lead, new Preference(Set.of("events", "guides", "product"), Frequency.MONTHLY, clock.instant().plus(Duration.ofDays(2))));
        long request = new TransactionTemplate(transactions).execute(status ->
                consents.request(lead, "newsletter", "de", List.of(), EVIDENCE));
        long id = queue(MailOrder.confirmation(key(), lead, request, later()));

        dispatch();

        assertThat(state(id)).isEqualTo("SENT");
    }

    @Test
    void onlyTrackedMailsHoldTheTrapAndNeverInTheirText() {
        long watched = subscriber("ok");
        grant(watched, Purpose.TRACKING);
        long unwatched = subscriber("ok");
        long id = queue(watched, "aida-attention");
        queue(unwatched, "aida-attention");

        dispatch();

        String trap = tracking.trapUrl(watched, id, "aida-attention");
        String mail = text(relay.arrivedFor(address(watched)).get(0).content());
        assertThat(mail.split(Pattern.quote(trap), -1)).as("once, in the HTML").hasSize(2);
        assertThat(text(relay.arrivedFor(address(unwatched)).get(0).content())).doesNotContain("/l/", "/o/");
    }

    private static String text(String content) {
        try {
            MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
            return text((Object) mail.getContent());
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Object part) throws MessagingException, IOException {
        if (!(part instanceof Multipart parts)) {
            return part.toString();
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.getCount(); i++) {
            text.append(text(parts.getBodyPart(i).getContent()));
        }
        return text.toString();
    }

    private long customer(String group) {
        long lead = lead("ok", false);
        in(() -> consents.informedAtSale(lead, new Sale("O-1", group, "checkout-3"), EVIDENCE));
        return lead;
    }

    private void wants(long lead, Preference preference) {
        in(() -> preferences.choose(lead, preference));
    }

    private void in(Runnable work) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> work.run());
    }

    @Test
    void consentThatWasNotUsedForEighteenMonthsSleeps() {
        long lead = subscriber("ok");
        update("UPDATE consent SET since = ? WHERE lead_id = ?", clock.instant().minus(Duration.ofDays(600)), lead);

        assertStopped(lead, "SUPPRESSED", "asleep");
    }

    @Test
    void consentThatIsUsedStaysAwakeHoweverOldItIs() {
        long lead = subscriber("ok");
        update("UPDATE consent SET since = ? WHERE lead_id = ?", clock.instant().minus(Duration.ofDays(2000)), lead);
        long earlier = queue(lead, "aida-attention");
        update("UPDATE message SET state = 'SENT', sent_at = ? WHERE id = ?", clock.instant().minus(Duration.ofDays(500)), earlier);

        long id = queue(lead, "win-back");
        dispatch();

        assertThat(state(id)).isEqualTo("SENT");
    }
}
