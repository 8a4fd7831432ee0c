package io.leadfluss.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.leadfluss.JourneyTest;
import io.leadfluss.calendar.SendWindow;
import io.leadfluss.consent.Purpose;
import io.leadfluss.mail.policy.SendTimes;
import io.leadfluss.mail.policy.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/** Mails that must wait: not so many, and only when it suits the reader. The limits are those of processes/contact-policy.dmn. */
@JourneyTest
class HoldTests extends OutboxTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Autowired
    private SendTimes sendTimes;
    @Autowired
    private MockMvc web;

    @Test
    void secondMailWaitsForTheLeastGapAndSaysWhy() throws Exception {
        long lead = subscriber("ok");
        sent(lead, "PT1H");
        long id = queue(lead, "aida-attention");

        dispatch();

        assertThat(state(id)).isEqualTo("QUEUED");
        assertThat(nextTry(id)).isBetween(clock.instant().plus(Duration.ofMinutes(170)), clock.instant().plus(Duration.ofMinutes(181)));
        assertThat(column(id, "attempts")).isEqualTo("0");
        assertThat(page(lead, "de")).contains("Mindestens 4 Stunden zwischen zwei Nachrichten", "meldet sich ab", "Nächster Versuch");
        assertThat(page(lead, "en")).contains("At least 4 hours between two messages", "unsubscribes", "Next try");
    }

    @Test
    void goesWhenItsTimeHasCome() {
        long lead = subscriber("ok");
        sent(lead, "PT5H");
        long id = queue(lead, "aida-attention");

        dispatch();

        assertThat(state(id)).isEqualTo("SENT");
    }

    @Test
    void countsMailsOfAllJourneysOverAWeek() {
        long lead = subscriber("ok");
        List.of("P2D", "P3D", "P4D").forEach(ago -> sent(lead, ago));
        long id = queue(advertising(lead).in("win-back"));

        dispatch();

        assertThat(state(id)).isEqualTo("QUEUED");
        assertThat(column(id, "reason")).startsWith("held.week|3|");
        assertThat(nextTry(id)).isAfter(clock.instant().plus(Duration.ofDays(2)));
    }

    @Test
    void answerMayStillGoWhenTheUsualLimitIsReached() {
        long lead = subscriber("ok");
        IntStream.range(8, 20).forEach(days -> sent(lead, "P" + days + "D"));
        long id = queue(advertising(lead).with(Priority.HIGH));

        dispatch();

        assertThat(state(id)).isEqualTo("SENT");
    }

    @Test
    void ofTwoThatAreDueTheMoreUrgentGoes() {
        long lead = subscriber("ok");
        long first = queue(lead, "aida-attention");
        long urgent = queue(advertising(lead).with(Priority.HIGH));

        dispatch();

        assertThat(state(urgent)).isEqualTo("SENT");
        assertThat(state(first)).isEqualTo("QUEUED");
        assertThat(column(first, "reason")).startsWith("held.gap|4|");
    }

    @Test
    void mailThatMustNotGoTakesNoPlace() {
        long lead = subscriber("ok");
        queue(MailOrder.advertising(key(), lead, Purpose.TRACKING, "aida-attention", later()).with(Priority.HIGH));
        long id = queue(lead, "aida-attention");

        dispatch();

        assertThat(state(id)).isEqualTo("SENT");
    }

    @Test
    void waitsForItsWindowOnTheLeadsClock() {
        long lead = subscriber("ok");
        SendWindow shut = shut();
        long id = queue(advertising(lead).timed(new Timing(shut, false)));

        dispatch();

        assertThat(state(id)).isEqualTo("QUEUED");
        assertThat(column(id, "reason")).isEqualTo("held.window|" + shut + "|");
        assertThat(shut.isOpen(nextTry(id), BERLIN, day -> false)).isTrue();
        assertThat(nextTry(id)).isAfter(clock.instant());
    }

    @Test
    void whatWaitedTooLongExpiresAndStillSaysWhy() throws Exception {
        long lead = subscriber("ok");
        long id = queue(MailOrder.advertising(key(), lead, Purpose.NEWSLETTER, "aida-attention", clock.instant().plusSeconds(3600))
                .timed(new Timing(shut(), false)));
        dispatch();
        assertThat(nextTry(id)).isBeforeOrEqualTo(clock.instant().plusSeconds(3601));
        assertThat(page(lead, "en")).contains("It expires before that.");
        update("UPDATE message SET next_try_at = ?, not_after = ? WHERE id = ?", clock.instant().minusSeconds(10), clock.instant().minusSeconds(11), id);

        dispatch();

        assertThat(state(id)).isEqualTo("EXPIRED");
        assertThat(page(lead, "en")).contains("It was not to arrive this late. Outside its send window");
    }

    @Test
    void checkMailsAndNoticesToTheStaffNeverWait() {
        long lead = subscriber("ok");
        List.of("PT1M", "P1D", "P2D", "P3D", "P4D").forEach(ago -> sent(lead, ago));
        long notice = queue(MailOrder.toStaff(key(), lead, account(), "callback-new", "4711", later()).timed(new Timing(shut(), true)));

        dispatch();

        assertThat(state(notice)).isEqualTo("SENT");
    }

    @Test
    void waitsForTheHourInWhichTheLeadReads() {
        long lead = subscriber("ok");
        Instant other = clock.instant().plus(Duration.ofHours(3));
        for (int day = 1; day <= 6; day++) {
            update("INSERT INTO fact (id, lead_id, kind, subject, occurred_at, source_key) VALUES (NEXT VALUE FOR fact_seq, ?, 'MailOpened', 'x', ?, ?)",
                    lead, other.minus(Duration.ofDays(day * 7L)), key());
        }
        long id = queue(advertising(lead).timed(new Timing(null, true)));

        dispatch();

        assertThat(column(id, "reason")).startsWith("held.best-hour|");
        assertThat(nextTry(id)).isBetween(clock.instant().plus(Duration.ofMinutes(60)), clock.instant().plus(Duration.ofMinutes(300)));
    }

    @Test
    void leadThatAnotherCopyJudgesIsLeftForLater() {
        long lead = subscriber("ok");
        long id = queue(lead, "aida-attention");
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        transaction.executeWithoutResult(mine -> {
            jdbc.sql("SELECT id FROM leads WHERE id = ? FOR UPDATE").params(lead).query(Long.class).single();
            TransactionTemplate other = new TransactionTemplate(transactions);
            other.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
            Instant now = clock.instant();

            Map<Long, ?> holds = other.execute(its -> sendTimes.holds(Set.of(id), Set.of(), Set.of(lead), sendTimes.lock(Set.of(lead)), now));

            assertThat(holds).containsKey(id);
        });
    }

    @Test
    void copiesThatWorkAtOnceKeepTheLimitTogether() throws Exception {
        long lead = subscriber("ok");
        List<Long> ids = IntStream.range(0, 12).mapToObj(i -> queue(lead, "aida-attention")).toList();
        List<Dispatcher> copies = IntStream.range(0, 4).mapToObj(i -> dispatcher(withBatch(2), messages, false)).toList();
        ExecutorService threads = Executors.newFixedThreadPool(copies.size());
        try {
            threads.invokeAll(copies.stream().map(copy -> (Callable<Integer>) copy::dispatchDue).toList());
        } finally {
            threads.shutdown();
        }

        assertThat(ids.stream().map(this::state)).containsOnlyOnce("SENT").filteredOn(state -> !state.equals("SENT")).containsOnly("QUEUED");
        assertThat(relay.journal()).hasSize(1);
    }

    @Test
    void countsWhatACopyWithAClockAheadOfOursHasSent() {
        long lead = subscriber("ok");
        sent(lead, "PT-1S");
        long id = queue(lead, "aida-attention");

        dispatch();

        assertThat(state(id)).isEqualTo("QUEUED");
        assertThat(relay.journal()).isEmpty();
    }

    /** Closed now and for hours. */
    private SendWindow shut() {
        Instant opens = clock.instant().plus(Duration.ofHours(5));
        DateTimeFormatter day = DateTimeFormatter.ofPattern("EE", Locale.ENGLISH);
        return SendWindow.parse(day.format(opens.atZone(BERLIN)).substring(0, 2) + " %02d:00-23:59".formatted(opens.atZone(BERLIN).getHour()));
    }

    private void sent(long lead, String ago) {
        long id = queue(lead, "aida-attention");
        Instant at = clock.instant().minus(Duration.parse(ago));
        update("UPDATE message SET state = 'SENT', queued_at = ?, sent_at = ? WHERE id = ?", at, at, id);
    }

    private String page(long lead, String language) throws Exception {
        return web.perform(get("/app/leads/" + lead + "/messages").with(user("m").roles("MARKETER")).locale(Locale.forLanguageTag(language))
                .accept(MediaType.TEXT_HTML)).andReturn().getResponse().getContentAsString();
    }
}
