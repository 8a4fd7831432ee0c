package io.leadfluss.demo;

import io.leadfluss.capture.Arrival;
import io.leadfluss.capture.Intake;
import io.leadfluss.capture.Orders;
import io.leadfluss.consent.Consents;
import io.leadfluss.consent.Declaration;
import io.leadfluss.consent.Evidence;
import io.leadfluss.consent.Purpose;
import io.leadfluss.journey.OpenTasks;
import io.leadfluss.lead.EmailAddress;
import io.leadfluss.lead.Facts;
import io.leadfluss.lead.LeadEvent;
import io.leadfluss.lead.Leads;
import io.leadfluss.lead.Origin;
import io.leadfluss.newsletter.Goal;
import io.leadfluss.newsletter.IssueDraft;
import io.leadfluss.newsletter.Issues;
import io.leadfluss.newsletter.Segments;
import io.leadfluss.tracking.LinkClicked;
import io.leadfluss.web.Notices;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

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
    private static final String AUTHOR = "marketing";
    private static final Logger log = LoggerFactory.getLogger(SampleData.class);
    private static final Duration PAST = Duration.ofDays(21);
    private static final Duration TO_STOP = Duration.ofSeconds(10);

    private final Intake intake;
    private final Orders orders;
    private final Consents consents;
    private final Facts facts;
    private final Leads leads;
    private final OpenTasks tasks;
    private final DemoAccounts accounts;
    private final Segments segments;
    private final Issues issues;
    private final SampleHistory history;
    private final SampleFigures figures;
    private final TimeMachine time;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final MessageSource messages;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopping;
    private volatile int made;
    private volatile int wanted;

    SampleData(Intake intake, Orders orders, Consents consents, Facts facts, Leads leads, OpenTasks tasks, DemoAccounts accounts, Segments segments,
            Issues issues, SampleHistory history, SampleFigures figures, TimeMachine time, TransactionTemplate transaction, Clock clock,
            MessageSource messages) {
        this.intake = intake;
        this.orders = orders;
        this.consents = consents;
        this.facts = facts;
        this.leads = leads;
        this.tasks = tasks;
        this.accounts = accounts;
        this.segments = segments;
        this.issues = issues;
        this.history = history;
        this.figures = figures;
        this.time = time;
        this.transaction = transaction;
        this.clock = clock;
        this.messages = messages;
    }

    /** After the models are deployed and before the engine runs jobs by itself. */
    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        if (leads.count() > 0) {
            // A program that was killed while it made them would live in the past for ever.
            time.comeHome();
            return;
        }
        long start = System.nanoTime();
        List<Sample> samples = read();
        accounts.sendSomeAway();
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
                live(sample);
                made++;
            }
            time.comeHome();
            draftNewsletter();
            history.add();
        } finally {
            wanted = 0;
            ended.countDown();
        }
        log.info("Made {} sample leads in {} ms", samples.size(), (System.nanoTime() - start) / 1_000_000);
    }

    @Override
    public List<Notice> at(String place, Locale locale) {
        int of = wanted;
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

    /**
     * A row of the file.
     *
     * @param does what happens next: nothing, {@code confirm}, and after that form names, {@code click}, {@code order}, {@code leave}, and what sales
     *        does: {@code called}, {@code missed}, {@code meeting}, {@code answered}, {@code accepted}, {@code ready}, {@code rejected}
     */
    private record Sample(Map<String, String> fields, String language, String form, List<String> does) {
    }

    private void live(Sample sample) {
        EmailAddress address = EmailAddress.parse(sample.fields().get("email"));
        fillIn(sample, address, sample.form());
        if (!sample.does().contains("confirm")) {
            return;
        }
        // As for everybody the mail goes out first: it is part of the proof.
        time.advance(Duration.ofMinutes(10));
        long lead = leads.findByEmailKey(address.key()).orElseThrow().id();
        consents.openRequest(lead).ifPresent(request -> consents.confirm(consents.token(request.id()), evidence(sample.form())));
        for (String deed : sample.does()) {
            switch (deed) {
                case "confirm" -> { }
                case "click" -> record(new LinkClicked(lead, "sample-click:" + lead, "aida-attention#guide"));
                case "order" -> orders.place(address.toString(), "D-" + lead, new BigDecimal("4900"));
                case "leave" -> consents.withdraw(lead, Purpose.NEWSLETTER, "one-click", evidence(sample.form()));
                case "called" -> work(lead, "CallLeadBack", Map.of("outcome", "reached"));
                case "missed" -> work(lead, "CallLeadBack", Map.of("outcome", "not-reached"));
                case "meeting" -> work(lead, "CallLeadBack", Map.of("outcome", "meeting", "meetingAt", meetingDay() + "T10:00+01:00",
                        "meetingMinutes", "45", "meetingWay", "video", "meetingPlace", "https://meet.example/leadfluss", "note", "Will es dem Team zeigen."));
                case "answered" -> work(lead, "AnswerEnquiry", Map.of("outcome", "answered"));
                case "accepted" -> work(lead, "AcceptLead", Map.of("decision", "accept"));
                case "ready" -> work(lead, "QualifyLead", Map.of("outcome", "qualified"));
                case "rejected" -> work(lead, "AcceptLead", Map.of("decision", "reject", "reason", "no-budget"));
                default -> fillIn(sample, address, deed);
            }
        }
    }

    private void fillIn(Sample sample, EmailAddress address, String form) {
        Map<String, String> fields = new LinkedHashMap<>(sample.fields());
        fields.remove("email");
        List<Declaration> declarations = form.equals(sample.form())
                ? List.of(declaration(Purpose.NEWSLETTER, sample), declaration(Purpose.TRACKING, sample)) : List.of();
        intake.receive(new Arrival(form, address, fields, sample.language(), null, Origin.DIRECT, form, CAMPAIGN, declarations, evidence(form), null,
                "sample:" + form + ":" + address.key()));
    }

    private void draftNewsletter() {
        long germans = segments.add("Deutschsprachig", "language = \"de\"", AUTHOR).orElseThrow();
        long customers = segments.add("Kunden", "stage = \"CUSTOMER\"", AUTHOR).orElseThrow();
        segments.add("Interessiert und passend", "fit >= 30 and engagement >= 10", AUTHOR);
        issues.add(new IssueDraft("Drei Dinge, die sich lohnen", germans, Set.of(customers), "newsletter-news", "newsletter-news-b", 80, 4, Goal.CLICKS,
                "guides", null), AUTHOR);
    }

    private void work(long lead, String task, Map<String, Object> answers) {
        time.advance(Duration.ofMinutes(40));
        tasks.complete(lead, task, answers);
    }

    /** A Thursday that the visitor of the demo has still to come. */
    private LocalDate meetingDay() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plus(Period.ofDays((int) PAST.toDays())).with(TemporalAdjusters.next(DayOfWeek.THURSDAY));
    }

    private void record(LeadEvent event) {
        transaction.executeWithoutResult(status -> facts.record(event));
    }

    private static Declaration declaration(Purpose purpose, Sample sample) {
        boolean german = sample.language().equals("de");
        String text = switch (purpose) {
            case NEWSLETTER -> german ? "Ja, die Leadfluss Demo GmbH darf mir Neuigkeiten per E-Mail schicken."
                    : "Yes, Leadfluss Demo GmbH may send me news by e-mail.";
            default -> german ? "Ja, die Leadfluss Demo GmbH darf auswerten, was ich öffne und anklicke."
                    : "Yes, Leadfluss Demo GmbH may record what I open and click.";
        };
        return new Declaration(purpose, sample.language(), text);
    }

    private static Evidence evidence(String form) {
        return new Evidence(form, "0".repeat(64), "/f/" + form, "127.0.0.1", "Sample data");
    }

    private static List<Sample> read() throws IOException {
        try (Reader reader = new InputStreamReader(new ClassPathResource("demo/leads.csv").getInputStream(), StandardCharsets.UTF_8)) {
            List<String> lines = new BufferedReader(reader).lines().filter(line -> !line.isBlank()).toList();
            String[] names = lines.get(0).split(",");
            List<Sample> samples = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] values = line.split(",", -1);
                Map<String, String> fields = new LinkedHashMap<>();
                for (int i = 0; i < names.length - 3; i++) {
                    if (!values[i].isEmpty()) {
                        fields.put(names[i], values[i]);
                    }
                }
                samples.add(new Sample(fields, values[names.length - 3], values[names.length - 2], List.of(values[names.length - 1].split(" "))));
            }
            return samples;
        }
    }
}
