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

/** Runs both sides in turns and prints their figures side by side. Sizes: {@code -Dbench.leads=10000 -Dbench.waiting=1000000}. */
public final class Bench {

    private static final Map<String, String> START_EVENTS = Map.of("double-opt-in", "ConsentRequested", "bench-mail", "MailWanted", "bench-timer", "WaitWanted");

    private final int leads = Integer.getInteger("bench.leads", 10_000);
    private final int waiting = Integer.getInteger("bench.waiting", 1_000_000);

    private Bench() {
    }

    public static void main(String[] args) throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        new Bench().run(Path.of("target/bench"));
    }

    private void run(Path folder) throws Exception {
        try (Database database = Database.start(folder);
                BareEngine bare = new BareEngine(database.pool("bare"), database.observer("bare"), START_EVENTS)) {
            bare.deploy(models());
            Rounds rounds = new Rounds(bare);
            rounds.optIn(leads / 20);
            rounds.mails(leads / 20);
            rounds.starts(leads / 20);
            rounds.timers(leads / 20);
            System.out.println("optIn " + rounds.optIn(leads / 5));
            System.out.println("mails " + rounds.mails(leads));
            long before = Database.bytes(bare.jdbc());
            System.out.println("starts " + rounds.starts(leads / 2));
            System.out.println("waiting bytes " + (Database.bytes(bare.jdbc()) - before) / (leads / 2));
            WaitingLeads.fill(bare.jdbc(), leads);
            System.out.println("timers " + rounds.timers(leads / 2));
            rounds.starts(leads / 2);
            WaitingLeads.fill(bare.jdbc(), waiting);
            System.out.println("timers 1M " + rounds.timers(leads / 2));
        }
    }

    private static List<Path> models() throws Exception {
        List<Path> models = new ArrayList<>();
        for (String folder : List.of("processes", "src/bench/processes")) {
            try (Stream<Path> files = Files.exists(Path.of(folder)) ? Files.list(Path.of(folder)) : Stream.empty()) {
                files.filter(file -> file.toString().endsWith(".bpmn") && START_EVENTS.containsKey(file.getFileName().toString().replace(".bpmn", "")))
                        .forEach(models::add);
            }
        }
        return models;
    }
}
