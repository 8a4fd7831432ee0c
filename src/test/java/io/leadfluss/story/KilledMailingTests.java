package io.leadfluss.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadfluss.Door;
import io.leadfluss.RunningDatabase;
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
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Two copies of the program send a mailing, while leads withdraw, staff gets mails and visitors ask for calls. One copy is killed, then the other, then the
 * database, then both, and over again. The relay's journal is the truth: it and the outbox must agree. Four kills; as many as you like with
 * {@code -Dkills=20}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class KilledMailingTests {

    private static final int KILLS = Integer.getInteger("kills", Victim.values().length);
    private static final int MAILS_PER_LIFE = 2_000;
    private static final int WORKERS = 2;
    /** Each has a connection, and so has the one for what is urgent. */
    private static final int CONNECTIONS = WORKERS + 1;
    /** How many mails of advertising a worker may have let go: as many as share a commit, and those that are written meanwhile. */
    private static final int AT_ONCE = 32;
    private static final long FIRST_LEAD = 10_000_000;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Pattern OPENED = Pattern.compile("name=\"opened\" value=\"([^\"]+)\"");
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
    private final Set<String> thanked = ConcurrentHashMap.newKeySet();
    private ScriptedRelay relay;
    private RunningDatabase database;
    private RunningProgram one;
    private RunningProgram other;
    private JdbcClient jdbc;
    private int copiesHit;

    /** Whom it hits; how many copies of the program lose what they have in hand. */
    private enum Victim {
        ONE(1), OTHER(1), DATABASE(2), BOTH(2);

        private final int copies;

        Victim(int copies) {
            this.copies = copies;
        }
    }

    @BeforeAll
    void killAgainAndAgain() throws Exception {
        System.out.println("KilledMailingTests: " + KILLS + " kills, seed " + seed + ", again with -Dleadfluss.seed=" + seed);
        relay = new ScriptedRelay();
        database = RunningDatabase.start(data, List.of("leadfluss"), "innodb-buffer-pool-size=256M");
        jdbc = JdbcClient.create(new DriverManagerDataSource(database.url("leadfluss"), "leadfluss", RunningDatabase.PASSWORD));
        one = copy("one");
        other = copy("other");
        one.start();
        other.start();
        for (int life = 0; life < KILLS; life++) {
            liveAndDie(Victim.values()[life % Victim.values().length]);
        }
        await("all mails to be done").atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofSeconds(1)).until(() -> {
            // What the relay put off has waited long enough.
            jdbc.sql("SELECT id FROM message WHERE state = 'QUEUED' AND next_try_at > UTC_TIMESTAMP(3) + INTERVAL 5 SECOND").query(Long.class).list()
                    .forEach(id -> jdbc.sql("UPDATE message SET next_try_at = queued_at WHERE id = ? AND state = 'QUEUED'").params(id).update());
            return count("state IN ('QUEUED', 'CLAIMED', 'SENDING')") == 0 && dueJobs() == 0;
        });
        System.out.println("KilledMailingTests: " + jdbc.sql("SELECT CONCAT(stream, ' ', state, ' ', COUNT(*)) FROM message GROUP BY stream, state")
                .query(String.class).list() + ", " + relay.journal().size() + " arrived, " + withdrawn.size() + " withdrew, " + thanked.size()
                + " asked for a call");
    }

    @AfterAll
    void endIt() throws Exception {
        one.close();
        other.close();
        database.close();
        relay.close();
    }

    private RunningProgram copy(String name) {
        return new RunningProgram(data.resolve(name), "--leadfluss.demo.sample-data=false", "--spring.datasource.url=" + database.url("leadfluss"),
                "--spring.datasource.username=leadfluss", "--spring.datasource.password=" + RunningDatabase.PASSWORD,
                "--leadfluss.security.secret=b25seSBmb3IgdGVzdHMsIG9ubHkgZm9yIHRlc3RzLCBvbmx5IQ==", "--leadfluss.mail.smtp.host=127.0.0.1",
                "--leadfluss.mail.smtp.port=" + relay.port(), "--leadfluss.mail.smtp.tls=none", "--leadfluss.mail.dispatch.workers=" + WORKERS,
                "--leadfluss.mail.dispatch.lease=4s", "--leadfluss.mail.dispatch.attempts=3", "--camunda.bpm.job-execution.lock-time-in-millis=4000",
                "--leadfluss.capture.fastest=0s", "--leadfluss.capture.per-visitor=100000", "--spring.datasource.hikari.connection-timeout=3000");
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
        assertThat(count("stream = 'MARKETING' AND state = 'IN_DOUBT'") - byRelay).as("seed %s", seed).isLessThanOrEqualTo((long) copiesHit * WORKERS * AT_ONCE);
    }

    @Test
    void mailsToTheStaffAllArriveAndFewOfThemTwiceUnderTheSameId() {
        Map<Long, Long> copies = copies("STAFF");

        assertThat(count("stream = 'STAFF' AND state <> 'SENT'")).as("seed %s", seed).isZero();
        assertThat(copies.values().stream().mapToLong(count -> count - 1).sum()).as("seed %s", seed).isLessThanOrEqualTo((long) copiesHit * CONNECTIONS);
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

    @Test
    void whoAskedForACallIsCalledOnce() {
        assertThat(thanked).as("seed %s", seed).hasSizeGreaterThan(KILLS);
        assertThat(each("""
                SELECT l.email_key, COUNT(*) FROM leads l JOIN ACT_HI_PROCINST p ON p.BUSINESS_KEY_ = l.id
                WHERE p.PROC_DEF_KEY_ = 'callback-request' GROUP BY l.email_key""")).as("seed %s", seed).containsAllEntriesOf(once(thanked));
        assertThat(each("""
                SELECT l.email_key, COUNT(*) FROM leads l JOIN ACT_RU_EXECUTION e ON e.BUSINESS_KEY_ = l.id JOIN ACT_RU_TASK t ON t.PROC_INST_ID_ = e.ID_
                GROUP BY l.email_key""")).as("seed %s", seed).containsAllEntriesOf(once(thanked));
        assertThat(jdbc.sql("SELECT COUNT(*) FROM ACT_RU_INCIDENT").query(Long.class).single()).isZero();
    }

    /** A mailing goes out, a member of the staff gets a mail now and then, leads withdraw and others want a call, before and after the blow. */
    private void liveAndDie(Victim victim) throws Exception {
        long first = nextLead.getAndAdd(MAILS_PER_LIFE);
        List<RunningProgram> doors = List.of(one, other);
        List<Door> privacy = doors.stream().map(program -> Door.browser(program.port(), "privacy")).toList();
        fill(first);
        CountDownLatch over = new CountDownLatch(1);
        List<Thread> people = List.of(new Thread(() -> withdraw(privacy, first, over), "withdrawing"), new Thread(() -> tellStaff(first, over), "telling"),
                new Thread(() -> askForCalls(doors, first, over), "asking"));
        people.forEach(Thread::start);
        over.await(1_000 + random.nextInt(3_000), TimeUnit.MILLISECONDS);
        strike(victim);
        over.await(1_000 + random.nextInt(2_000), TimeUnit.MILLISECONDS);
        over.countDown();
        for (Thread each : people) {
            each.join();
        }
        if (victim == Victim.ONE || victim == Victim.BOTH) {
            one.start();
        }
        if (victim == Victim.OTHER || victim == Victim.BOTH) {
            other.start();
        }
    }

    private void strike(Victim victim) throws Exception {
        copiesHit += victim.copies;
        switch (victim) {
            case ONE -> one.kill();
            case OTHER -> other.kill();
            case BOTH -> {
                one.kill();
                other.kill();
            }
            case DATABASE -> {
                database.kill();
                new CountDownLatch(1).await(random.nextInt(5_000), TimeUnit.MILLISECONDS);
                database.startAgain();
            }
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

    private void tellStaff(long first, CountDownLatch over) {
        untilOver(over, 15, mail -> jdbc.sql("INSERT INTO message (id, lead_id, account, stream, mailing, reference, source_key, state, attempts, doubts,"
                        + " queued_at, next_try_at, not_after, lane) VALUES (NEXT VALUE FOR message_seq, ?, 'sales1', 'STAFF', 'callback-new', 'none', ?,"
                        + " 'QUEUED', 0, 0, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL 1 DAY, 0)")
                .params(first, "staff:" + first + ":" + mail).update());
    }

    private void withdraw(List<Door> privacy, long first, CountDownLatch over) {
        Random which = new Random(first + seed);
        untilOver(over, 5, turn -> {
            long lead = first + which.nextInt(MAILS_PER_LIFE);
            HttpResponse<String> answer = privacy.get(turn % 2).form("/app/messages/pauses", "/app/leads/" + lead + "/consents/newsletter/withdraw", "");
            if (answer.statusCode() == 302 && answer.headers().firstValue("Location").orElse("").contains("/app/leads/" + lead)) {
                withdrawn.put(lead, Instant.now());
            }
        });
    }

    private void askForCalls(List<RunningProgram> doors, long first, CountDownLatch over) {
        untilOver(over, 100, turn -> {
            Door door = Door.stranger(doors.get(turn % 2).port());
            Matcher opened = OPENED.matcher(door.get("/f/callback?lang=en").body());
            String address = "caller" + first + "." + turn + "@killed.example";
            if (opened.find() && isThanked(door.send("POST", "/f/callback?lang=en", FORM, "lastName=Muster&phone=%2B4930123456&email=" + address
                    + "&consentPhone=on&website=&opened=" + opened.group(1)))) {
                thanked.add(address);
            }
        });
    }

    private static boolean isThanked(HttpResponse<String> answer) {
        return answer.statusCode() == 200 && answer.body().contains("Your details have arrived");
    }

    /** Does it again and again, whoever of the other side is gone meanwhile, which is what this is about. */
    private static void untilOver(CountDownLatch over, long pause, IntConsumer deed) {
        try {
            for (int turn = 0; !over.await(pause, TimeUnit.MILLISECONDS); turn++) {
                try {
                    deed.accept(turn);
                } catch (UncheckedIOException | DataAccessException e) {
                    // Gone: the next one may be there.
                }
            }
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

    private long dueJobs() {
        return jdbc.sql("SELECT COUNT(*) FROM ACT_RU_JOB WHERE PROCESS_DEF_KEY_ IS NOT NULL AND (DUEDATE_ IS NULL OR DUEDATE_ <= UTC_TIMESTAMP(3))")
                .query(Long.class).single();
    }

    private Map<String, Long> each(String query) {
        return jdbc.sql(query).query((row, n) -> Map.entry(row.getString(1), row.getLong(2))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, Long> once(Set<String> addresses) {
        return addresses.stream().collect(Collectors.toMap(address -> address, address -> 1L));
    }
}
