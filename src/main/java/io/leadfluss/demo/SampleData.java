package io.leadfluss.demo;

import io.leadfluss.lead.Leads;
import io.leadfluss.web.Notices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Leads to look at in a fresh demo. They live through the last weeks in fast motion: each signs up, confirms and gets its mails by the same code
 * and the same journeys as any other lead.
 */
@Component
@Profile("demo")
@ConditionalOnProperty(name = "leadfluss.demo.sample-data", matchIfMissing = true)
class SampleData implements ApplicationRunner, Notices {

    /** By which sample leads are told from those that the visitor of the demo makes. */
    static final String CAMPAIGN = "sample";
    /** Lies in the data folder from before the first sample until after the last. */
    static final String UNFINISHED = "samples.unfinished";
    private static final Logger log = LoggerFactory.getLogger(SampleData.class);
    private static final Duration PAST = Duration.ofDays(21);
    private static final Duration TO_STOP = Duration.ofSeconds(10);

    private final Leads leads;
    private final SampleLives lives;
    private final SampleSales sales;
    private final SampleNewsletter newsletter;
    private final SampleHistory history;
    private final SampleFigures figures;
    private final TimeMachine time;
    private final DataFolder folder;
    private final MessageSource messages;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopping;
    private volatile int made;
    private volatile int wanted;
    private volatile boolean incomplete;

    SampleData(Leads leads, SampleLives lives, SampleSales sales, SampleNewsletter newsletter, SampleHistory history, SampleFigures figures,
            TimeMachine time, DataFolder folder, MessageSource messages) {
        this.leads = leads;
        this.lives = lives;
        this.sales = sales;
        this.newsletter = newsletter;
        this.history = history;
        this.figures = figures;
        this.time = time;
        this.folder = folder;
        this.messages = messages;
    }

    /** After the models are deployed and before the engine runs jobs by itself. */
    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        Path unfinished = folder.path(UNFINISHED);
        if (Files.exists(unfinished)) {
            incomplete = true;
            log.warn("The sample data are incomplete: the program was ended while it made them. To begin anew, end it and delete {}", folder.root());
            // It would live in the past for ever.
            time.comeHome();
            return;
        }
        if (leads.count() > 0) {
            return;
        }
        long start = System.nanoTime();
        List<Sample> samples = Sample.read();
        Files.createFile(unfinished);
        sales.hire();
        figures.add();
        time.startInThePast(PAST);
        Duration gap = PAST.dividedBy(samples.size() + 1);
        wanted = samples.size();
        try {
            for (Sample sample : samples) {
                if (stopping) {
                    log.info("Stopped after {} of {} sample leads", made, wanted);
                    return;
                }
                time.advance(gap);
                lives.live(sample);
                made++;
            }
            time.comeHome();
            newsletter.draft();
            history.add();
            Files.delete(unfinished);
        } finally {
            wanted = 0;
            ended.countDown();
        }
        log.info("Made {} sample leads in {} ms", samples.size(), (System.nanoTime() - start) / 1_000_000);
    }

    @Override
    public List<Notice> at(String place, Locale locale) {
        int of = wanted;
        if (incomplete && place.equals("demo")) {
            return List.of(new Notice(messages.getMessage("demo.samples.incomplete", new Object[] {folder.root()}, locale), "/demo"));
        }
        return of == 0 ? List.of() : List.of(new Notice(messages.getMessage("demo.samples", new Object[] {made, of}, locale), "/demo"));
    }

    /** Lets the lead in hand live its life to the end before everything that it needs is taken away. */
    @EventListener
    void stop(ContextClosedEvent closing) throws InterruptedException {
        stopping = true;
        if (wanted > 0) {
            ended.await(TO_STOP.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
