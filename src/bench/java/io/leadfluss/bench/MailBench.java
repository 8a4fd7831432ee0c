package io.leadfluss.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.slf4j.LoggerFactory;

/**
 * How fast mails leave: through the whole outbox, written and personalised for each lead, beside a bare loop of Simple Java Mail that knows no database
 * and beside Postfix's {@code smtp-source}, which does not even write them. Sizes: {@code -Dbench.mails=100000 -Dbench.connections=4}.
 */
public final class MailBench {

    private static final double AIM = 0.8;

    private final int mails = Integer.getInteger("bench.mails", 100_000);
    private final int connections = Integer.getInteger("bench.connections", 4);
    private final List<String> lines = new ArrayList<>();

    private MailBench() {
    }

    public static void main(String[] args) throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        Path folder = Path.of("target/bench");
        int exit = 0;
        try (Database database = Database.start(folder)) {
            new MailBench().run(database, folder);
        } catch (Exception e) {
            e.printStackTrace();
            exit = 1;
        }
        System.exit(exit);
    }

    void run(Database database, Path folder) throws Exception {
        SampleMail sample;
        int port;
        try (SampleSink sampling = new SampleSink()) {
            port = sampling.port();
            SigningKey key = SigningKey.make(folder);
            try (Product product = new Product(database, port, Path.of("processes"), "--leadfluss.mail.dispatch.workers=" + connections,
                    "--leadfluss.mail.sender.dkim-selector=" + SigningKey.SELECTOR, "--leadfluss.mail.sender.dkim-key=" + key.pem())) {
                product.deliver(false);
                new MailRun(product).fill(1);
                product.deliver(true);
                sample = sampling.take();
                product.deliver(false);
                sampling.close();
                try (MailSink sink = MailSink.open(port)) {
                    measure(sample, key, new MailRun(product), sink);
                }
            }
        }
        Files.writeString(folder.resolve("../bench-mail.md"), "# Mails per second\n\n" + String.join("\n", lines) + "\n");
    }

    private void measure(SampleMail sample, SigningKey key, MailRun ours, MailSink sink) throws Exception {
        say("%,d mails of %,d bytes%s over %d connections to %s; %d processors.".formatted(mails, sample.size(),
                sample.signed() ? ", DKIM-signed" : ", not signed", connections, sink.name(), Runtime.getRuntime().availableProcessors()));
        BareLoop bare = new BareLoop(sample, key, sink.port(), connections);
        try (SampleSink sampling = new SampleSink()) {
            new BareLoop(sample, key, sampling.port(), 1).run(1);
            SampleMail theirs = sampling.take();
            say("The bare loop writes %,d bytes%s.".formatted(theirs.size(), theirs.signed() ? ", DKIM-signed" : ", not signed"));
        }
        bare.run(mails / 10);
        ours.run(mails / 10);
        double loop = bare.run(mails / 5);
        MailRun.Figures figures = ours.run(mails);
        double loopAfter = bare.run(mails / 5);
        double mean = (loop + loopAfter) / 2;
        say(row("bare loop of Simple Java Mail, before and after", mean) + String.format(Locale.ROOT, " (%.0f, %.0f)", loop, loopAfter));
        say(row("whole outbox", figures.perSecond()) + String.format(Locale.ROOT, "  %.2f of the bare loop (aim %.2f), %.2f SQL statements per mail",
                figures.perSecond() / mean, AIM, figures.statements()));
        double postfix = SmtpSource.run(sink.port(), connections, mails / 2, sample.size());
        say(postfix == 0 ? "smtp-source is not installed." : row("Postfix's smtp-source", postfix)
                + String.format(Locale.ROOT, "  the outbox has %.2f of it", figures.perSecond() / postfix));
        say("Heap in use after a collection, a tenth of the mails at a time, in MB: " + figures.heap());
        say("Check mails ordered meanwhile: %d, the slowest left after %d ms.".formatted(figures.checkMails(), figures.slowestCheckMail()));
        say(figures.failures());
    }

    private void say(String line) {
        lines.add(line);
        System.out.println(line);
    }

    private static String row(String what, double perSecond) {
        return String.format(Locale.ROOT, "%-50s %7.0f/s", what, perSecond);
    }
}
