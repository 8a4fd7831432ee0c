package io.leadfluss.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadfluss.Door;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/** Kills the program while visitors fill in forms and confirm them. Whatever a page has answered must have happened, and once. */
@TestInstance(Lifecycle.PER_CLASS)
class KilledProgramTests {

    private static final int KILLS = 3;
    private static final int MOST_FORMS_PER_LIFE = 50;
    /** In how many places a mail can be on its way at once: one worker for all mails, and one for check mails. */
    private static final int SENDERS = 2;
    /** How many mails of advertising a worker may have let go: as many as share a commit, and those that are written meanwhile. */
    private static final int AT_ONCE = 32;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Pattern OPENED = Pattern.compile("name=\"opened\" value=\"([^\"]+)\"");
    private static final Pattern SHOWN = Pattern.compile("name=\"shown\" value=\"([^\"]+)\"");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final long seed = Long.getLong("leadfluss.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Path data = Path.of("target", "killed-data");
    private final RunningProgram program = new RunningProgram(data, "--leadfluss.demo.sample-data=false", "--leadfluss.capture.fastest=0s",
            "--leadfluss.capture.per-visitor=100000", "--leadfluss.mail.dispatch.workers=1", "--leadfluss.mail.dispatch.lease=4s",
            "--camunda.bpm.job-execution.lock-time-in-millis=4000");
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Set<String> thanked = ConcurrentHashMap.newKeySet();
    private final Set<String> confirmed = ConcurrentHashMap.newKeySet();
    private final Queue<String> unread = new ConcurrentLinkedQueue<>();
    private JdbcClient jdbc;

    @BeforeAll
    void killTheProgramAgainAndAgain() throws Exception {
        System.out.println("KilledProgramTests: seed " + seed + ", again with -Dleadfluss.seed=" + seed);
        FileSystemUtils.deleteRecursively(data.resolve("db"));
        FileSystemUtils.deleteRecursively(data.resolve("inbox"));
        for (int life = 1; life <= KILLS; life++) {
            program.start();
            liveAndDie(life);
        }
        program.start();
        jdbc = JdbcClient.create(new DriverManagerDataSource(program.databaseUrl(), "leadfluss", program.databasePassword()));
        await("all mails and jobs to be done").atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(500)).until(() -> pending() == 0);
        System.out.println("KilledProgramTests: " + sent.size() + " forms sent, " + thanked.size() + " thanked for, " + confirmed.size()
                + " confirmations answered, " + inbox("").size() + " mails");
    }

    @AfterAll
    void endIt() throws Exception {
        program.close();
    }

    @Test
    void everyFormWithAThankYouIsThereOnce() {
        assertThat(thanked).hasSizeGreaterThan(KILLS * 5);
        assertThat(counts("""
                SELECT l.email_key, COUNT(*) FROM leads l JOIN submission s ON s.lead_id = l.id JOIN consent_request r ON r.lead_id = l.id
                GROUP BY l.email_key""")).as("seed %s", seed).containsAllEntriesOf(each(thanked, 1L));
    }

    @Test
    void nothingIsThereByHalves() {
        assertThat(emails("""
                SELECT email_key FROM leads l WHERE
                  (SELECT COUNT(*) FROM submission s WHERE s.lead_id = l.id) <> 1
                  OR (SELECT COUNT(*) FROM consent_request r WHERE r.lead_id = l.id) <> 1
                  OR (SELECT COUNT(*) FROM fact f WHERE f.lead_id = l.id AND f.kind = 'FormSubmitted') <> 1
                  OR (SELECT COUNT(*) FROM message m WHERE m.lead_id = l.id AND m.mailing = 'confirmation') <> 1
                  OR (SELECT COUNT(*) FROM ACT_HI_PROCINST p WHERE p.BUSINESS_KEY_ = l.id AND p.PROC_DEF_KEY_ = 'double-opt-in') <> 1"""))
                .as("seed %s", seed).isEmpty();
        assertThat(sent).containsAll(emails("SELECT email_key FROM leads"));
    }

    @Test
    void everyLeadGetsItsCheckMail() {
        assertThat(emails("""
                SELECT email_key FROM leads l JOIN message m ON m.lead_id = l.id WHERE m.mailing = 'confirmation' AND m.state <> 'SENT'"""))
                .as("seed %s", seed).isEmpty();
        Map<String, List<JsonNode>> mails = inbox("").stream().filter(mail -> confirmLink(mail) != null)
                .collect(Collectors.groupingBy(mail -> mail.at("/to").asText()));

        assertThat(mails.keySet()).as("seed %s", seed).containsAll(thanked);
        assertThat(mails.values()).as("a mail sent again has the number of the first").allSatisfy(copies ->
                assertThat(copies.stream().map(mail -> mail.at("/messageId").asText()).distinct()).hasSize(1));
        assertThat(mails.values().stream().mapToInt(copies -> copies.size() - 1).sum()).as("sent twice").isLessThanOrEqualTo(KILLS * SENDERS);
    }

    @Test
    void everyAnsweredConfirmationCounts() {
        assertThat(confirmed).as("seed %s", seed).isNotEmpty();
        assertThat(emails("SELECT email_key FROM leads WHERE confirmed_at IS NOT NULL")).as("seed %s", seed).containsAll(confirmed);
        assertThat(counts("""
                SELECT l.email_key, COUNT(*) FROM leads l JOIN ACT_HI_PROCINST p ON p.BUSINESS_KEY_ = l.id
                WHERE l.confirmed_at IS NOT NULL AND p.PROC_DEF_KEY_ = 'nurture-aida' GROUP BY l.email_key""")).as("seed %s", seed)
                .containsAllEntriesOf(each(confirmed, 1L));
    }

    @Test
    void advertisingIsSentOnceOrLeftInDoubt() {
        Map<String, Long> copies = inbox("").stream().filter(mail -> !mail.at("/listUnsubscribe").asText("").isEmpty())
                .collect(Collectors.groupingBy(mail -> mail.at("/messageId").asText(), Collectors.counting()));

        assertThat(copies.values()).as("seed %s", seed).allMatch(count -> count == 1);
        assertThat(jdbc.sql("SELECT COUNT(*) FROM message WHERE stream = 'MARKETING' AND state NOT IN ('SENT', 'IN_DOUBT')").query(Long.class).single())
                .isZero();
        assertThat(jdbc.sql("SELECT COUNT(*) FROM message WHERE state = 'IN_DOUBT'").query(Long.class).single()).isLessThanOrEqualTo(KILLS * AT_ONCE);
    }

    @Test
    void theProofIsWhole() {
        Door privacy = Door.browser(program.port(), "privacy");
        for (long lead : jdbc.sql("SELECT id FROM leads").query(Long.class).list()) {
            assertThat(privacy.get("/app/leads/" + lead + "/consents?lang=en").body()).contains("unchanged since it was written");
        }
        assertThat(emails("""
                SELECT email_key FROM leads l WHERE (SELECT COUNT(*) FROM consent_event e WHERE e.lead_id = l.id AND e.mail_copy IS NOT NULL) <> 1"""))
                .as("seed %s", seed).isEmpty();
    }

    @Test
    void journeysGoOn() {
        String waiting = thanked.stream().filter(address -> !isConfirmed(address)).sorted().findFirst().orElseThrow();
        assertThat(confirm(Door.stranger(program.port()), waiting)).isTrue();

        HttpResponse<String> moved = Door.stranger(program.port()).post("/demo/clock", "{\"advance\":\"P4D\"}");

        assertThat(moved.statusCode()).isEqualTo(200);
        assertThat(isConfirmed(waiting)).isTrue();
        assertThat(inbox(waiting)).hasSizeGreaterThanOrEqualTo(3);
        assertThat(jdbc.sql("SELECT COUNT(*) FROM ACT_RU_INCIDENT").query(Long.class).single()).isZero();
    }

    /** Two visitors fill in forms and one reads mails and confirms, until the program is gone. */
    private void liveAndDie(int life) throws InterruptedException {
        CountDownLatch dead = new CountDownLatch(1);
        List<Thread> visitors = new ArrayList<>();
        for (int visitor = 1; visitor <= 2; visitor++) {
            String name = "life" + life + ".visitor" + visitor;
            visitors.add(new Thread(() -> fillInForms(name, dead), name));
        }
        visitors.add(new Thread(() -> readMails(dead), "life" + life + ".reader"));
        visitors.forEach(Thread::start);
        dead.await(1_500 + random.nextInt(3_000), TimeUnit.MILLISECONDS);
        program.kill();
        dead.countDown();
        for (Thread visitor : visitors) {
            visitor.join();
        }
    }

    private void fillInForms(String name, CountDownLatch dead) {
        Door door = Door.stranger(program.port());
        try {
            Matcher opened = OPENED.matcher(door.get("/f/newsletter?lang=en").body());
            assertThat(opened.find()).isTrue();
            for (int form = 1; form <= MOST_FORMS_PER_LIFE && dead.getCount() > 0; form++) {
                String address = name + "." + form + "@killed.example";
                sent.add(address);
                HttpResponse<String> answer = door.send("POST", "/f/newsletter?lang=en", FORM,
                        "email=" + address + "&firstName=Kim&consentNewsletter=on&website=&opened=" + opened.group(1));
                if (answer.statusCode() == 200 && answer.body().contains("Your details have arrived")) {
                    thanked.add(address);
                    unread.add(address);
                }
                dead.await(20, TimeUnit.MILLISECONDS);
            }
        } catch (UncheckedIOException e) {
            // The program is gone, which is what this is about.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readMails(CountDownLatch dead) {
        Door door = Door.stranger(program.port());
        try {
            while (!dead.await(20, TimeUnit.MILLISECONDS)) {
                String address = unread.poll();
                if (address != null && !confirm(door, address)) {
                    unread.add(address);
                }
            }
        } catch (UncheckedIOException e) {
            // As above.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** False when there is no mail yet. */
    private boolean confirm(Door door, String address) {
        String link = inbox(door, address).stream().map(KilledProgramTests::confirmLink).filter(found -> found != null).findFirst().orElse(null);
        if (link == null) {
            return false;
        }
        Matcher shown = SHOWN.matcher(door.get(link).body());
        if (shown.find() && door.send("POST", link, FORM, "shown=" + shown.group(1)).statusCode() == 200) {
            confirmed.add(address);
        }
        return true;
    }

    private static String confirmLink(JsonNode mail) {
        return StreamSupport.stream(mail.at("/links").spliterator(), false).map(JsonNode::asText).filter(link -> link.contains("/c/"))
                .map(Visitor::path).findFirst().orElse(null);
    }

    private boolean isConfirmed(String address) {
        return jdbc.sql("SELECT confirmed_at IS NOT NULL FROM leads WHERE email_key = ?").param(address).query(Boolean.class).single();
    }

    private List<JsonNode> inbox(String to) {
        return inbox(Door.stranger(program.port()), to);
    }

    private static List<JsonNode> inbox(Door door, String to) {
        try {
            return StreamSupport.stream(JSON.readTree(door.get("/demo/inbox.json?limit=1000&to=" + to).body()).spliterator(), false).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Mails on their way, and jobs that are due. */
    private long pending() {
        return jdbc.sql("""
                SELECT (SELECT COUNT(*) FROM message WHERE state IN ('QUEUED', 'CLAIMED', 'SENDING'))
                  + (SELECT COUNT(*) FROM ACT_RU_JOB WHERE PROCESS_DEF_KEY_ IS NOT NULL AND (DUEDATE_ IS NULL OR DUEDATE_ <= UTC_TIMESTAMP(3)))""")
                .query(Long.class).single();
    }

    private Set<String> emails(String query) {
        return new TreeSet<>(jdbc.sql(query).query(String.class).list());
    }

    private Map<String, Long> counts(String query) {
        return jdbc.sql(query).query((row, n) -> Map.entry(row.getString(1), row.getLong(2))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, Long> each(Set<String> addresses, long count) {
        return addresses.stream().collect(Collectors.toMap(address -> address, address -> count));
    }
}
