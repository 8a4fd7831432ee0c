package io.leadfluss.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.leadfluss.journey.table.FileTables;
import io.leadfluss.lead.Fact;
import io.leadfluss.scoring.Engagement;
import io.leadfluss.scoring.EngagementModel;
import io.leadfluss.scoring.Rescore;
import io.leadfluss.scoring.Scores;
import io.leadfluss.scoring.run.RunState;
import io.leadfluss.scoring.run.RunWorker;
import io.leadfluss.scoring.run.Runs;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How fast facts are scored, beside Camunda's DMN engine that only evaluates the same table for each of them, and what one more fact of a lead costs
 * as its facts grow. Sizes: {@code -Dbench.scored=5000} leads with 20 facts each, {@code -Dbench.rescored=100000} for the
 * run over all leads.
 */
public final class ScoreBench {

    private static final int FACTS = 20;
    private static final int INSERTED = 200;
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final List<String[]> DEEDS = List.of(new String[] {"SiteVisited", "/page-%d"}, new String[] {"SiteVisited", "/pricing"},
            new String[] {"MailOpened", "aida-desire"}, new String[] {"MailOpened", "newsletter-%d"}, new String[] {"LinkClicked", "aida-action#demo"},
            new String[] {"LinkClicked", "newsletter-%d#article"}, new String[] {"FormSubmitted", "whitepaper"},
            new String[] {"ContentDownloaded", "guide-%d.pdf"});

    private final int leads = Integer.getInteger("bench.scored", 5_000);
    private final int rescored = Integer.getInteger("bench.rescored", 100_000);
    private final List<String> lines = new ArrayList<>();
    private double plain;

    private ScoreBench() {
    }

    public static void main(String[] args) throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        int exit = 0;
        try {
            ScoreBench bench = new ScoreBench();
            bench.compute();
            try (Database database = Database.start(Path.of("target/bench")); Product product = new Product(database, 1, Path.of("processes"))) {
                product.deliver(false);
                product.run(false);
                bench.store(product);
                bench.grow(product);
                bench.rescore(product);
            }
            Files.writeString(Path.of("target/bench-score.md"), "# Facts scored per second\n\n" + String.join("\n", bench.lines) + "\n");
        } catch (Exception e) {
            e.printStackTrace();
            exit = 1;
        }
        System.exit(exit);
    }

    private void compute() throws Exception {
        List<List<Fact>> lives = IntStream.range(0, leads).mapToObj(ScoreBench::life).toList();
        EngagementModel model = EngagementModel.all(new FileTables()).get(0);
        DmnEngine engine = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
        DmnDecision table;
        try (InputStream file = Files.newInputStream(Path.of("processes/lead-engagement.dmn"))) {
            table = engine.parseDecision("lead-engagement", file);
        }
        List<List<Fact>> some = lives.subList(0, Math.max(1, leads / 50));
        plain(engine, table, some.subList(0, Math.max(1, some.size() / 5)));
        score(model, some);
        double earlier = plain(engine, table, some);
        double ours = score(model, lives);
        double plainAgain = plain(engine, table, some);
        plain = (earlier + plainAgain) / 2;
        say("%,d leads with %d facts each, one thread; the plain engine evaluates the table once per fact and does nothing else."
                .formatted(leads, FACTS));
        say("plain DMN evaluation, before and after   %9.0f facts/s (%.0f, %.0f)", plain, earlier, plainAgain);
        say("scores from facts, no storage            %9.0f facts/s, %.1f of the plain engine", ours, ours / plain);
    }

    private double plain(DmnEngine engine, DmnDecision table, List<List<Fact>> lives) {
        long start = System.nanoTime();
        for (List<Fact> life : lives) {
            Map<String, Integer> counts = new HashMap<>();
            for (Fact fact : life) {
                engine.evaluateDecisionTable(table, Map.of("fact", fact.kind(), "subject", fact.subject(), "count", counts.merge(fact.kind(), 1, Integer::sum)));
            }
        }
        return perSecond(lives.size() * FACTS, start);
    }

    private double score(EngagementModel model, List<List<Fact>> lives) {
        long start = System.nanoTime();
        for (List<Fact> life : lives) {
            Engagement.of(life, model, NOW);
        }
        return perSecond(lives.size() * FACTS, start);
    }

    /** All leads scored anew from their facts, in the database, 100 in a transaction, on two threads. */
    private void store(Product product) throws Exception {
        int first = product.take(leads);
        for (int lead = 0; lead < leads; lead++) {
            insert(product.jdbc(), Product.FIRST_ID + first + lead, life(lead));
        }
        Scores scores = product.bean(Scores.class);
        List<long[]> chunks = IntStream.range(0, leads / 100).mapToObj(chunk -> LongStream.range(0, 100)
                .map(lead -> Product.FIRST_ID + first + chunk * 100L + lead).toArray()).toList();
        long statements = Database.statements(product.jdbc());
        long start = System.nanoTime();
        List<Thread> threads = IntStream.range(0, 2).mapToObj(half -> new Thread(() -> IntStream.range(0, chunks.size()).filter(chunk -> chunk % 2 == half)
                .forEach(chunk -> product.inTransaction(() -> LongStream.of(chunks.get(chunk)).forEach(scores::rescore))))).toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        double perSecond = perSecond(leads * FACTS, start);
        say("scored anew and stored, two threads      %9.0f facts/s, %.0f leads/s, %.1f statements per lead", perSecond, perSecond / FACTS,
                (Database.statements(product.jdbc()) - statements) / (double) leads);
    }

    /** What one more fact costs a lead that has so many; the leads take turns, so that other work on the machine slows all alike. */
    private void grow(Product product) {
        int again = 200;
        int[] sizes = {10, 100, 1_000, 10_000};
        int first = product.take(10);
        for (int i = 0; i < sizes.length; i++) {
            long id = Product.FIRST_ID + first + i;
            int facts = sizes[i];
            insert(product.jdbc(), id, IntStream.range(0, facts)
                    .mapToObj(n -> fact(new Random(n), id, Instant.now().minus(Duration.ofMinutes(30L * (facts - n))))).toList());
            product.inTransaction(() -> product.bean(Scores.class).rescore(id));
        }
        double[] ms = new double[sizes.length];
        for (int n = -again / 4; n < again; n++) {
            for (int i = 0; i < sizes.length; i++) {
                long start = System.nanoTime();
                product.happens(Product.FIRST_ID + first + i, "SiteVisited", "/further-" + n);
                ms[i] += n < 0 ? 0 : (System.nanoTime() - start) / 1e6 / again;
            }
        }
        say("");
        say("| facts of the lead | ms per further fact | statements | rows read |");
        say("|---|---|---|---|");
        for (int i = 0; i < sizes.length; i++) {
            long statements = Database.statements(product.jdbc());
            long rows = rowsRead(product.jdbc());
            for (int n = 0; n < again; n++) {
                product.happens(Product.FIRST_ID + first + i, "SiteVisited", "/still-further-" + n);
            }
            say("| %,d | %.2f | %.1f | %.0f |", sizes[i], ms[i], (Database.statements(product.jdbc()) - statements) / (double) again,
                    (rowsRead(product.jdbc()) - rows) / (double) again);
        }
    }

    /** All leads of a big database scored anew, as after the release of a table: once by one program, once shared with a second worker. */
    private void rescore(Product product) throws InterruptedException {
        int before = product.jdbc().queryForObject("SELECT COUNT(*) FROM leads WHERE confirmed_at IS NOT NULL", Integer.class);
        int first = product.take(rescored);
        for (int lead = 0; lead < rescored; lead += INSERTED) {
            int from = lead;
            insert(product.jdbc(), IntStream.range(from, Math.min(rescored, from + INSERTED)).boxed()
                    .flatMap(each -> life(each).stream().map(fact -> new Fact(0, Product.FIRST_ID + first + each, fact.kind(), fact.subject(), fact.occurredAt())))
                    .toList());
        }
        product.jdbc().execute("ANALYZE TABLE fact, leads, lead_score");
        say("");
        say("%,d leads (%,d of them with %d facts each), all scored anew in the background:", before + rescored, rescored, FACTS);
        say("");
        say("| | seconds | facts/s | of the plain engine | statements per lead | most memory in use (MB) |");
        say("|---|---|---|---|---|---|");
        rescore(product, "one program, first scores", false);
        rescore(product, "one program, once more", false);
        rescore(product, "two workers", true);
    }

    private void rescore(Product product, String name, boolean helped) throws InterruptedException {
        Runs runs = product.bean(Runs.class);
        Memory memory = new Memory();
        long statements = Database.statements(product.jdbc());
        long start = System.nanoTime();
        long run = product.bean(Rescore.class).start(false, "bench").orElseThrow();
        int polls = 0;
        while (runs.find(run).orElseThrow().state() == RunState.RUNNING) {
            if (!helped || !product.bean(RunWorker.class).step(run)) {
                Thread.sleep(200);
                polls++;
            }
        }
        double perSecond = perSecond(rescored * FACTS, start);
        say("| %s | %.0f | %.0f | %.0f | %.2f | %d |", name, (System.nanoTime() - start) / 1e9, perSecond, perSecond / plain,
                (Database.statements(product.jdbc()) - statements - polls * 5.0) / rescored, memory.most());
    }

    private static long rowsRead(JdbcTemplate jdbc) {
        return jdbc.queryForObject("SELECT SUM(VARIABLE_VALUE) FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME IN ('HANDLER_READ_FIRST', "
                + "'HANDLER_READ_KEY', 'HANDLER_READ_NEXT', 'HANDLER_READ_PREV', 'HANDLER_READ_RND', 'HANDLER_READ_RND_NEXT')", Long.class);
    }

    private static void insert(JdbcTemplate jdbc, long lead, List<Fact> facts) {
        insert(jdbc, facts.stream().map(fact -> new Fact(0, lead, fact.kind(), fact.subject(), fact.occurredAt())).toList());
    }

    private static void insert(JdbcTemplate jdbc, List<Fact> facts) {
        jdbc.batchUpdate("INSERT INTO fact (id, lead_id, kind, subject, occurred_at, source_key) VALUES (NEXT VALUE FOR fact_seq, ?, ?, ?, ?, UUID())",
                facts.stream().map(fact -> new Object[] {fact.leadId(), fact.kind(), fact.subject(), fact.occurredAt()}).toList());
    }

    private static List<Fact> life(int lead) {
        Random random = new Random(lead);
        return IntStream.range(0, FACTS).mapToObj(n -> fact(random, lead, NOW.minus(Duration.ofMinutes(random.nextInt(100_000))))).toList();
    }

    private static Fact fact(Random random, long lead, Instant at) {
        String[] deed = DEEDS.get(random.nextInt(DEEDS.size()));
        return new Fact(0, lead, deed[0], deed[1].formatted(random.nextInt(200)), at);
    }

    private static double perSecond(int count, long start) {
        return count / ((System.nanoTime() - start) / 1e9);
    }

    private void say(String line, Object... values) {
        String text = values.length == 0 ? line : String.format(Locale.ROOT, line, values);
        lines.add(text);
        System.out.println(text);
    }
}
