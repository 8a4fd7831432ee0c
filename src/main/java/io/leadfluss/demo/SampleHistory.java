package io.leadfluss.demo;

import io.leadfluss.consent.ConsentEvent;
import io.leadfluss.consent.ConsentEvent.Kind;
import io.leadfluss.consent.Purpose;
import io.leadfluss.rules.DraftTables;
import io.leadfluss.rules.DraftTables.Draft;
import io.leadfluss.scoring.Rescore;
import io.leadfluss.scoring.calibration.Calibrations;
import io.leadfluss.scoring.trial.Trials;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Leads of last year, with what they did and what became of them, so that a look back on scores has something to see. They are written straight into
 * the tables. They allowed to record what they open and click, but no mails, and get none: so they only visit and download. Who visits
 * prices and asks for a call buys more often; who looks for a job, or studies, does not.
 */
@Component
@Profile("demo")
class SampleHistory {

    private static final int LEADS = 480;
    private static final String AUTHOR = "marketing";
    private static final int LOOK_BACK = 90;
    /** Where the time of the confirmation stands in a lead's row. */
    private static final int CONFIRMED = 13;
    private static final List<String> FIRST = List.of("Anke", "Bastian", "Carla", "Dennis", "Elif", "Felix", "Greta", "Hakan", "Ines", "Jonas", "Karin", "Levin",
            "Mila", "Nils", "Olga", "Paul", "Ronja", "Sven", "Tilda", "Udo", "Vera", "Wanda", "Yara", "Zeno");
    private static final List<String> LAST = List.of("Ackermann", "Brandt", "Christ", "Dietrich", "Engel", "Frank", "Graf", "Haas", "Jansen", "Keller", "Lorenz",
            "Maurer", "Nowak", "Otto", "Pohl", "Reuter", "Schubert", "Thiel", "Ulrich", "Vogt");
    private static final List<String> PLACES = List.of("metallbau", "logistik", "software", "elektro", "pharma", "druck", "holz", "energie");

    private final JdbcTemplate jdbc;
    private final Rescore rescore;
    private final Trials trials;
    private final Calibrations calibrations;
    private final DraftTables drafts;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SampleHistory(JdbcTemplate jdbc, Rescore rescore, Trials trials, Calibrations calibrations, DraftTables drafts, TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.rescore = rescore;
        this.trials = trials;
        this.calibrations = calibrations;
        this.drafts = drafts;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What a kind of people does: how likely, and how much more or less likely they buy if they do. */
    private record Deed(String kind, String subject, double chance, double tells) {
    }

    private static final List<Deed> DEEDS = List.of(new Deed("SiteVisited", "/", 0.8, 0), new Deed("SiteVisited", "/produkte", 0.5, 0.1),
            new Deed("ContentDownloaded", "checklist.pdf", 0.35, 0.4), new Deed("SiteVisited", "/demo", 0.2, 1.3), new Deed("SiteVisited", "/blog", 0.6, 0),
            new Deed("SiteVisited", "/preise", 0.3, 1.1), new Deed("SiteVisited", "/karriere", 0.12, -2),
            new Deed("ContentDownloaded", "guide.pdf", 0.3, 0.3), new Deed("FormSubmitted", "whitepaper", 0.4, 0.1),
            new Deed("FormSubmitted", "callback", 0.12, 1.6), new Deed("FormSubmitted", "contact", 0.15, 0.5));

    /** Always the same ones; then the trial and the look back that a visitor finds. */
    void add() {
        transaction.executeWithoutResult(status -> {
            Random luck = new Random(1848);
            List<Object[]> leads = new ArrayList<>();
            List<Object[]> facts = new ArrayList<>();
            for (int n = 0; n < LEADS; n++) {
                live(jdbc.queryForObject("SELECT NEXT VALUE FOR lead_seq", Long.class), n, luck, leads, facts);
            }
            jdbc.batchUpdate("""
                    INSERT INTO leads (id, version, email, email_key, salutation, first_name, last_name, job_title, phone, country, language, time_zone, kind,
                      origin, source, campaign, stage, stage_since, created_at, confirmed_at, last_active_at)
                    VALUES (?, 0, ?, ?, NULL, ?, ?, ?, ?, ?, 'de', 'Europe/Berlin', ?, 'DIRECT', 'archive', ?, ?, ?, ?, ?, ?)""", leads);
            allowTracking(leads);
            jdbc.batchUpdate("INSERT INTO fact (id, lead_id, kind, subject, occurred_at, source_key) VALUES (NEXT VALUE FOR fact_seq, ?, ?, ?, ?, ?)", facts);
            // What the page of a lead says of visits must fit what its history says.
            jdbc.update("""
                    INSERT INTO hit (kind, lead_id, path, occurred_at, done) SELECT 'VISIT', lead_id, subject, occurred_at, TRUE FROM fact
                    WHERE kind = 'SiteVisited' AND (source_key LIKE 'history:%' OR source_key LIKE 'sample-visit:%')""");
        });
        rescore.start(false, AUTHOR);
        calibrations.start(LOOK_BACK, AUTHOR);
        trials.start("Preise zählen mehr, Stellenseiten kosten mehr", List.of(changed()), AUTHOR);
    }

    private Draft changed() {
        String key = "lead-engagement";
        int version = drafts.newest(key);
        Draft inUse = new Draft(key, drafts.model(key, version).orElseThrow(), version);
        Draft points = drafts.withNumbers(inUse, "points", Map.of("PricesSeen", 24.0, "JobsSeen", -20.0));
        return drafts.withNumbers(drafts.withNumbers(points, "cap", Map.of("PricesSeen", 48.0)), "capPerDay", Map.of("PricesSeen", 48.0, "JobsSeen", 40.0));
    }

    private void live(long id, int n, Random luck, List<Object[]> leads, List<Object[]> facts) {
        boolean business = luck.nextInt(10) > 1;
        boolean home = luck.nextInt(10) > 2;
        String title = business ? List.of("Geschäftsführung", "Leitung Marketing", "Vertriebsleiterin", "Sachbearbeiter", "").get(luck.nextInt(5))
                : luck.nextBoolean() ? "Student" : "";
        double readiness = -3.6 + (business ? 0.6 : -0.6) + (home ? 0.3 : -0.3) + (title.startsWith("Gesch") || title.startsWith("Leit") ? 1.1 : 0)
                + (title.equals("Student") ? -1.5 : 0);
        Instant confirmed = ago(luck, 110, 250);
        Map<String, Instant> done = new LinkedHashMap<>();
        for (Deed deed : DEEDS) {
            if (luck.nextDouble() < deed.chance()) {
                readiness += deed.tells();
                done.put(deed.kind() + "\t" + deed.subject(), ago(luck, LOOK_BACK + 1, 108));
            }
        }
        boolean bought = luck.nextDouble() < 1 / (1 + Math.exp(-readiness));
        boolean offered = bought || readiness > -1.5;
        boolean accepted = bought || luck.nextDouble() < 1 / (1 + Math.exp(-readiness - 0.8));
        if (offered) {
            done.put("LeadQualified\t", ago(luck, 80, 88));
            done.put(accepted ? "LeadAccepted\tteam-dach" : "LeadRejected\tno-budget", ago(luck, 70, 79));
        }
        if (bought) {
            done.put("OrderPlaced\tH-" + id, ago(luck, 10, 60));
        }
        if (!bought && readiness > -2.5 && luck.nextBoolean()) {
            done.put("SiteVisited\t/preise/vergleich", ago(luck, 1, 12));
            done.put("SiteVisited\t/demo/termin", ago(luck, 1, 12));
        }
        done.forEach((deed, at) -> {
            String[] parts = deed.split("\t", -1);
            facts.add(new Object[] {id, parts[0], parts[1], at, "history:" + id + ":" + deed.replace('\t', ':')});
        });
        String firstName = FIRST.get(n % FIRST.size());
        String lastName = LAST.get(n / FIRST.size() % LAST.size());
        String address = (firstName + "." + lastName).toLowerCase(Locale.ROOT) + (business ? "@" + PLACES.get(luck.nextInt(PLACES.size())) + "-" + n + ".example" : n + "@gmx.example");
        Instant last = done.values().stream().max(Instant::compareTo).orElse(confirmed);
        leads.add(new Object[] {id, address, address, firstName, lastName, title.isEmpty() ? null : title, luck.nextInt(3) == 0 ? "+49 30 5550" + (1000 + n) : null,
                home ? "DE" : "FR", business ? "B2B" : "B2C", SampleData.CAMPAIGN, bought ? "CUSTOMER" : "LEAD", last, confirmed, confirmed, last});
    }

    /** With its proof, as any consent: the words are those of the forms. */
    private void allowTracking(List<Object[]> leads) {
        String words = jdbc.queryForObject("SELECT hash FROM consent_text WHERE purpose = 'TRACKING' AND language = 'de' LIMIT 1", String.class);
        List<Object[]> proof = new ArrayList<>();
        List<Object[]> consents = new ArrayList<>();
        for (Object[] lead : leads) {
            Instant at = ((Instant) lead[CONFIRMED]).truncatedTo(ChronoUnit.MILLIS);
            String previous = ConsentEvent.START;
            for (Kind kind : List.of(Kind.DECLARED, Kind.CONFIRMED)) {
                String hash = event((Long) lead[0], kind, words, at, previous, null).computedHash();
                proof.add(new Object[] {lead[0], kind.name(), words, at, previous, hash});
                previous = hash;
            }
            consents.add(new Object[] {lead[0], at});
        }
        jdbc.batchUpdate("""
                INSERT INTO consent_event (lead_id, kind, purpose, text_hash, form, occurred_at, previous_hash, hash)
                VALUES (?, ?, 'TRACKING', ?, 'whitepaper', ?, ?, ?)""", proof);
        jdbc.batchUpdate("INSERT INTO consent (lead_id, purpose, state, basis, since) VALUES (?, 'TRACKING', 'GRANTED', 'CONSENT', ?)", consents);
    }

    private static ConsentEvent event(long lead, Kind kind, String words, Instant at, String previous, String hash) {
        return new ConsentEvent(0, lead, null, kind, Purpose.TRACKING, words, "whitepaper", null, null, null, null, null, null, null, null, null, at,
                previous, hash);
    }

    private Instant ago(Random luck, int from, int to) {
        return clock.instant().minus(Duration.ofDays(from)).minus(Duration.ofMinutes(luck.nextInt((to - from) * 1_440)));
    }
}
