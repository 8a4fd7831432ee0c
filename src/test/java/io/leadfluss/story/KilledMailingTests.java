package io.leadfluss.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadfluss.Door;
import io.leadfluss.mail.ScriptedRelay;
import io.leadfluss.mail.ScriptedRelay.Arrived;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * Kills the program while a mailing goes out, while leads withdraw and staff gets mails. The relay's journal is the truth: it and the outbox must agree.
 * Three kills; as many as you like with {@code -Dkills=20}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class KilledMailingTests {

    private static final int KILLS = Integer.getInteger("kills", 3);
    private static final int MAILS_PER_LIFE = 2_000;
    private static final int WORKERS = 2;
    /** Each has a connection, and so has the one for what is urgent. */
    private static final int CONNECTIONS = WORKERS + 1;
    /** How many mails of advertising a worker may have let go: as many as share a commit, and those that are written meanwhile. */
    private static final int AT_ONCE = 32;
    private static final long FIRST_LEAD = 10_000_000;
    private static final String LEAD = """
            SELECT seq, 0, CONCAT(CASE seq %% 100 WHEN 11 THEN 'rcpt550' WHEN 33 THEN 'break-before' WHEN 44 THEN 'break-after'
                WHEN 55 THEN 'rcpt450' ELSE 'ok' END, seq, '@killed', seq %% 7, '.example'), CONCAT('key', seq), 'Kim', 'Muster', 'en', 'Europe/Berlin', 'B2B', 'DIRECT',
              'LEAD', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3)
            FROM %s""";

    private final long seed = Long.getLong("leadfluss.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Path data = Path.of("target", "killed-mailing-data");
    private final AtomicLong nextLead = new AtomicLong(FIRST_LEAD);
    private final Map<Long, Instant> withdrawn = new ConcurrentHashMap<>();
    private ScriptedRelay relay;
    private RunningProgram program;
    private JdbcClient jdbc;

    @BeforeAll
    void killTheProgramAgainAndAgain() throws Exception {
        System.out.println("KilledMailingTests: " + KILLS + " kills, seed " + seed + ", again with -Dleadfluss.seed=" + seed);
        FileSystemUtils.deleteRecursively(data.resolve("db"));
        relay = new ScriptedRelay();
        program = new RunningProgram(data, "--leadfluss.demo.sample-data=false", "--leadfluss.mail.smtp.host=127.0.0.1",
                "--leadfluss.mail.smtp.port=" + relay.port(), "--leadfluss.mail.smtp.tls=none", "--leadfluss.mail.dispatch.workers=" + WORKERS,
                "--leadfluss.mail.dispatch.lease=4s", "--leadfluss.mail.dispatch.attempts=3");
        for (int life = 1; life <= KILLS; life++) {
            program.start();
            jdbc = JdbcClient.create(new DriverManagerDataSource(program.databaseUrl(), "leadfluss", program.databasePassword()));
            liveAndDie();
        }
        program.start();
        jdbc = JdbcClient.create(new DriverManagerDataSource(program.databaseUrl(), "leadfluss", program.databasePassword()));
        await("all mails to be done").atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofSeconds(1)).until(() -> {
            // What the relay put off has waited long enough.
            jdbc.sql("SELECT id FROM message WHERE state = 'QUEUED' AND next_try_at > UTC_TIMESTAMP(3) + INTERVAL 5 SECOND").query(Long.class).list()
                    .forEach(id -> jdbc.sql("UPDATE message SET next_try_at = queued_at WHERE id = ? AND state = 'QUEUED'").params(id).update());
            return count("state IN ('QUEUED', 'CLAIMED', 'SENDING')") == 0;
        });
        System.out.println("KilledMailingTests: " + jdbc.sql("SELECT CONCAT(stream, ' ', state, ' ', COUNT(*)) FROM message GROUP BY stream, state")
                .query(String.class).list() + ", " + relay.journal().size() + " arrived, " + withdrawn.size() + " withdrew");
    }

    @AfterAll
    void endIt() throws Exception {
        program.close();
        relay.close();
    }

    @Test
    void everyMailIsInAStateThatSaysWhatBecameOfIt() {
        assertThat(count("state NOT IN ('SENT', 'FAILED', 'SUPPRESSED', 'IN_DOUBT')")).as("seed %s", seed).isZero();
        assertThat(count("state <> 'SENT' AND reason IS NULL")).as("seed %s", seed).isZero();
        assertThat(count("state = 'SENT'")).isGreaterThan(KILLS * 100L);
    }

    @Test
    void whatCountsAsSentHasArrivedAndWhatArrivedCountsAsSentOrInDoubt() {
        Set<Long> arrived = numbers(relay.journal());

        assertThat(arrived).as("seed %s", seed).containsAll(ids("state = 'SENT'"));
        assertThat(ids("state IN ('SENT', 'IN_DOUBT')")).as("seed %s", seed).containsAll(arrived);
    }

    @Test
    void advertisingArrivesOnce() {
        assertThat(copies("MARKETING")).as("seed %s", seed).isEmpty();
        long byRelay = count("stream = 'MARKETING' AND state = 'IN_DOUBT' AND reason <> 'interrupted'");
        assertThat(count("stream = 'MARKETING' AND state = 'IN_DOUBT'") - byRelay).as("seed %s", seed).isLessThanOrEqualTo((long) KILLS * WORKERS * AT_ONCE);
    }

    @Test
    void mailsToTheStaffAllArriveAndFewOfThemTwiceUnderTheSameId() {
        Map<Long, Long> copies = copies("STAFF");

        assertThat(count("stream = 'STAFF' AND state <> 'SENT'")).as("seed %s", seed).isZero();
        assertThat(copies.values().stream().mapToLong(count -> count - 1).sum()).as("seed %s", seed).isLessThanOrEqualTo((long) KILLS * CONNECTIONS);
        Map<Long, Set<String>> names = relay.journal().stream().filter(mail -> copies.containsKey(number(mail)))
                .collect(Collectors.groupingBy(KilledMailingTests::number, Collectors.mapping(mail -> mail.header("Message-ID"), Collectors.toSet())));
        assertThat(names.values()).allMatch(ids -> ids.size() == 1);
    }

    @Test
    void nothingBeginsToLeaveAfterALeadHasWithdrawn() {
        Map<Long, Long> leads = jdbc.sql("SELECT id, lead_id FROM message WHERE stream = 'MARKETING'")
                .query((row, n) -> Map.entry(row.getLong(1), row.getLong(2))).list().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        List<Arrived> late = relay.journal().stream().filter(mail -> leads.containsKey(number(mail))).filter(mail -> {
            Instant answered = withdrawn.get(leads.get(number(mail)));
            return answered != null && mail.begun().isAfter(answered);
        }).toList();

        assertThat(withdrawn).as("seed %s", seed).isNotEmpty();
        assertThat(late).as("seed %s", seed).isEmpty();
    }

    /** A mailing goes out, a member of the staff gets a mail now and then, and leads withdraw, until the program is gone. */
    private void liveAndDie() throws InterruptedException {
        long first = nextLead.getAndAdd(MAILS_PER_LIFE);
        Door privacy = Door.browser(program.port(), "privacy");
        fill(first);
        CountDownLatch dead = new CountDownLatch(1);
        List<Thread> people = List.of(new Thread(() -> withdraw(privacy, first, dead), "withdrawing"), new Thread(() -> tellStaff(first, dead), "telling"));
        people.forEach(Thread::start);
        dead.await(1_000 + random.nextInt(3_000), TimeUnit.MILLISECONDS);
        program.kill();
        dead.countDown();
        for (Thread each : people) {
            each.join();
        }
    }

    private void fill(long first) {
        String seq = "seq_" + first + "_to_" + (first + MAILS_PER_LIFE - 1);
        jdbc.sql("INSERT INTO leads (id, version, email, email_key, first_name, last_name, language, time_zone, kind, origin, stage, stage_since, created_at,"
                + " confirmed_at, last_active_at) " + LEAD.formatted(seq)).update();
        jdbc.sql("INSERT INTO consent (lead_id, purpose, state, basis, since) SELECT seq, 'NEWSLETTER', 'GRANTED', 'CONSENT', UTC_TIMESTAMP(3) FROM " + seq)
                .update();
        jdbc.sql("INSERT INTO message (id, lead_id, stream, purpose, mailing, source_key, state, attempts, doubts, queued_at, next_try_at, not_after)"
                + " SELECT NEXT VALUE FOR message_seq, seq, 'MARKETING', 'NEWSLETTER', 'aida-attention', CONCAT('killed:', seq), 'QUEUED', 0, 0,"
                + " UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL 1 DAY FROM " + seq).update();
    }

    private void tellStaff(long first, CountDownLatch dead) {
        try {
            for (int mail = 0; !dead.await(15, TimeUnit.MILLISECONDS); mail++) {
                jdbc.sql("INSERT INTO message (id, lead_id, account, stream, mailing, reference, source_key, state, attempts, doubts, queued_at, next_try_at,"
                        + " not_after, lane) VALUES (NEXT VALUE FOR message_seq, ?, 'sales1', 'STAFF', 'callback-new', 'none', ?, 'QUEUED', 0, 0,"
                        + " UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL 1 DAY, 0)").params(first, "staff:" + first + ":" + mail).update();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void withdraw(Door privacy, long first, CountDownLatch dead) {
        Random which = new Random(first + seed);
        try {
            while (!dead.await(5, TimeUnit.MILLISECONDS)) {
                long lead = first + which.nextInt(MAILS_PER_LIFE);
                HttpResponse<String> answer = privacy.form("/app/messages/pauses", "/app/leads/" + lead + "/consents/newsletter/withdraw", "");
                if (answer.statusCode() == 302) {
                    withdrawn.put(lead, Instant.now());
                }
            }
        } catch (UncheckedIOException e) {
            // The program is gone, which is what this is about.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Mails of this kind that arrived more than once, and how often. */
    private Map<Long, Long> copies(String stream) {
        Set<Long> ids = ids("stream = '" + stream + "'");
        Map<Long, Long> counts = relay.journal().stream().map(KilledMailingTests::number).filter(ids::contains)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        counts.values().removeIf(count -> count == 1);
        return counts;
    }

    private static Set<Long> numbers(List<Arrived> mails) {
        return mails.stream().map(KilledMailingTests::number).collect(Collectors.toCollection(TreeSet::new));
    }

    private static long number(Arrived mail) {
        return Long.parseLong(mail.header("X-Leadfluss-Message"));
    }

    private Set<Long> ids(String which) {
        return new TreeSet<>(jdbc.sql("SELECT id FROM message WHERE " + which).query(Long.class).list());
    }

    private long count(String which) {
        return jdbc.sql("SELECT COUNT(*) FROM message WHERE " + which).query(Long.class).single();
    }
}
