package io.leadfluss.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Runs the program and the bare engine in turns on the same models and prints their figures side by side. Sizes:
 * {@code -Dbench.leads=10000 -Dbench.waiting=1000000}.
 */
public final class Bench {

    private static final Map<String, String> START_EVENTS =
            Map.of("double-opt-in", "ConsentRequested", "bench-mail", "MailWanted", "bench-timer", "WaitWanted");
    private static final double AIM = 0.8;

    private final int leads = Integer.getInteger("bench.leads", 10_000);
    private final int waiting = Integer.getInteger("bench.waiting", 1_000_000);
    private final Side bare;
    private final Side ours;
    private final Rounds bareRounds;
    private final Rounds ourRounds;
    private final Report report;

    private Bench(Side bare, Side ours, String sink) {
        this.bare = bare;
        this.ours = ours;
        this.bareRounds = new Rounds(bare);
        this.ourRounds = new Rounds(ours);
        this.report = new Report(("%,d leads in a round; mails go to %s; the bare engine runs the same models with steps that do nothing, on the same "
                + "database server, and starts them one by one; Leadfluss starts 50 in a transaction, as its own bulk triggers do. %d processors.").formatted(leads, sink, Runtime.getRuntime().availableProcessors()));
    }

    public static void main(String[] args) throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        Path folder = Path.of("target/bench");
        List<Path> models = copyModels(folder.resolve("processes"));
        try (Database database = Database.start(folder);
                MailSink sink = MailSink.open();
                Product product = new Product(database, sink.port(), folder.resolve("processes"));
                BareEngine bare = new BareEngine(database.pool("bare"), database.observer("bare"), START_EVENTS)) {
            bare.deploy(models);
            Bench bench = new Bench(bare, product, sink.name());
            bench.run();
            bench.report.note(product.failures());
            Files.writeString(Path.of("target/bench.md"), bench.report.text());
        }
    }

    private void run() throws Exception {
        warmUp(bareRounds);
        warmUp(ourRounds);
        compare("intake and opt-in", rounds -> rounds.optIn(leads / 4), AIM);
        compare("journey with one mail", rounds -> rounds.mails(leads), AIM);
        bytes();
        timers(leads);
        timers(waiting);
    }

    private void warmUp(Rounds rounds) throws InterruptedException {
        rounds.optIn(leads / 10);
        rounds.mails(leads / 10);
        rounds.starts(leads / 10);
        rounds.timers(leads / 10);
        rounds.rest();
    }

    private void timers(int others) throws InterruptedException {
        compare("start of a journey that waits", rounds -> rounds.starts(leads / 2), 0);
        WaitingLeads.fill(bare.jdbc(), others);
        WaitingLeads.fill(ours.jdbc(), others);
        compare("due timers while %,d others wait".formatted(others), rounds -> rounds.timers(leads / 2), AIM);
    }

    private void bytes() throws InterruptedException {
        for (Rounds rounds : List.of(bareRounds, ourRounds)) {
            Side side = rounds.side();
            long before = Database.bytes(side.jdbc());
            rounds.starts(leads / 2);
            long waitingBytes = Database.bytes(side.jdbc()) - before;
            rounds.timers(leads / 2);
            rounds.rest();
            report.note("%s: %,d bytes per lead that waits at a timer, %,d per lead whose journey is over (with indexes).".formatted(side.name(),
                    waitingBytes / (leads / 2), (Database.bytes(side.jdbc()) - before) / (leads / 2)));
        }
    }

    private void compare(String what, Round round, double aim) throws InterruptedException {
        Measurement bareFigures = round.run(bareRounds);
        bareRounds.rest();
        Measurement ourFigures = round.run(ourRounds);
        ourRounds.rest();
        report.add(what, bareFigures, ourFigures, aim);
    }

    /** The models that both sides run, and the decision tables that only the program asks. */
    private static List<Path> copyModels(Path into) throws Exception {
        FileSystemUtils.deleteRecursively(into);
        Files.createDirectories(into);
        List<Path> models = new ArrayList<>();
        for (String from : List.of("processes", "src/bench/processes")) {
            try (Stream<Path> files = Files.list(Path.of(from))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String name = file.getFileName().toString();
                    boolean model = START_EVENTS.containsKey(name.replace(".bpmn", ""));
                    if (model) {
                        models.add(file);
                    }
                    if (model || name.endsWith(".dmn")) {
                        Files.copy(file, into.resolve(name));
                    }
                }
            }
        }
        return models;
    }

    private interface Round {

        Measurement run(Rounds rounds);
    }
}
