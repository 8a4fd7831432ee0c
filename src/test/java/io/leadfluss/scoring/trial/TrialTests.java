package io.leadfluss.scoring.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leadfluss.JourneyTest;
import io.leadfluss.lead.Kind;
import io.leadfluss.lead.LeadFixture;
import io.leadfluss.lead.Stage;
import io.leadfluss.rules.DecisionTables;
import io.leadfluss.rules.DraftTables;
import io.leadfluss.rules.DraftTables.Change;
import io.leadfluss.rules.DraftTables.Draft;
import io.leadfluss.scoring.Rescore;
import io.leadfluss.scoring.Scores;
import io.leadfluss.scoring.run.Run;
import io.leadfluss.scoring.run.RunKind;
import io.leadfluss.scoring.run.RunLead;
import io.leadfluss.scoring.run.RunLead.What;
import io.leadfluss.scoring.run.RunLeads;
import io.leadfluss.scoring.run.RunState;
import io.leadfluss.scoring.run.RunWorker;
import io.leadfluss.scoring.run.Runs;
import io.leadfluss.scoring.run.Tally;
import io.leadfluss.scoring.trial.Trials.Released;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@JourneyTest
@Timeout(120)
class TrialTests {

    private static final String BY = "marketing";
    private static final Map<String, String> DIRECTOR = Map.of("firstName", "Erika", "lastName", "Muster", "country", "DE",
            "jobTitle", "Geschäftsführerin", "phone", "+49 30 1234567");

    private LeadFixture given;
    @Autowired
    private Trials trials;
    @Autowired
    private DraftTables drafts;
    @Autowired
    private DecisionTables tables;
    @Autowired
    private Runs runs;
    @Autowired
    private RunLeads runLeads;
    @Autowired
    private RunWorker worker;
    @Autowired
    private Rescore rescore;
    @Autowired
    private Scores scores;

    @Autowired
    void fixture(ApplicationContext context) {
        given = LeadFixture.in(context);
    }

    @AfterEach
    void endAllRuns() {
        Stream.of(RunKind.values()).forEach(runs::stopAll);
    }

    @Test
    void tellsWhoWouldBecomeAnMqlAndTouchesNobody() {
        long lead = given.confirmed(given.lead(Kind.B2B, DIRECTOR));
        given.happens(lead, "FormSubmitted", "callback");
        long other = given.confirmedLead();
        double before = scores.total(lead).engagement();

        Draft more = draft("lead-engagement", "points", Map.of("CallWished", 90.0));
        more = drafts.withNumbers(drafts.withNumbers(more, "cap", Map.of("CallWished", 90.0)), "capPerDay", Map.of("CallWished", 90.0));
        Run run = tried(more);

        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(becoming(run)).filteredOn(found -> found.leadId() == lead).singleElement().satisfies(found -> {
            assertThat(found.before()).isNotEqualTo(found.after());
            assertThat(found.team()).isEqualTo("team-dach");
        });
        assertThat(becoming(run)).extracting(RunLead::leadId).doesNotContain(other);
        assertThat(given.stage(lead)).isEqualTo(Stage.SUBSCRIBER);
        assertThat(scores.total(lead).engagement()).isEqualTo(before, within(0.1));
        Tally found = trials.findings(run.id());
        assertThat(found.of("leads")).isEqualTo(run.leads());
        assertThat(sum(found, "cell.before ")).isEqualTo(run.leads());
        assertThat(sum(found, "engagement.after ")).isEqualTo(run.leads());
    }

    @Test
    void tellsWhoWouldNotBeRipeAnyMore() {
        long lead = given.confirmed(given.lead(Kind.B2B, DIRECTOR));
        given.happens(lead, "FormSubmitted", "callback");
        given.happens(lead, "ContentDownloaded", "whitepaper.pdf");
        assertThat(given.stage(lead)).isEqualTo(Stage.MQL);

        Run run = tried(draft("lead-engagement", "points", Map.of("CallWished", 1.0)));

        assertThat(IntStream.range(0, 40).boxed().flatMap(page -> runLeads.of(run.id(), What.STOPS, page * 25, 25).stream()))
                .extracting(RunLead::leadId).contains(lead);
        assertThat(given.stage(lead)).isEqualTo(Stage.MQL);
    }

    @Test
    void namesTheRulesThatDiffer() {
        Draft draft = draft("lead-engagement", "points", Map.of("JobsSeen", -20.0));

        List<Change> changes = drafts.changes(draft);

        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.rule()).isEqualTo("JobsSeen");
            assertThat(change.before()).contains("-8 |").contains("SiteVisited");
            assertThat(change.after()).contains("-20 |");
        });
    }

    @Test
    void releasesAndScoresAllAnew() {
        long lead = given.confirmedLead();
        Run run = tried(draft("lead-caps", "cap", Map.of("AnyLine", 201.0)));

        assertThat(trials.release(run, false, BY)).isEqualTo(Released.DONE);

        assertThat(tables.version("lead-caps")).isEqualTo(trials.tables(run.id()).get(0).released());
        assertThat(trials.release(run, false, BY)).isEqualTo(Released.NOT_NOW);
        assertThat(rescore.outdated()).isPositive();
        worker.work();
        assertThat(rescore.outdated()).isZero();
        assertThat(scores.total(lead).cell()).isNotEmpty();
        putBack();
    }

    @Test
    void tellsTheSecondOfTwoWhoChangeTheSameTableAndLosesNothing() {
        Draft ours = draft("lead-caps", "cap", Map.of("AnyLine", 210.0));
        Draft theirs = draft("lead-caps", "cap", Map.of("AnyLine", 220.0));
        Run first = tried(ours);
        Run second = tried(theirs);

        assertThat(trials.release(first, false, BY)).isEqualTo(Released.DONE);
        runs.stopAll(RunKind.RESCORE);
        assertThat(trials.release(second, false, BY)).isEqualTo(Released.OVERTAKEN);

        assertThat(trials.overtaken(second.id())).containsExactly("lead-caps");
        assertThat(trials.tables(second.id()).get(0).draft().model()).isEqualTo(theirs.model());
        Run again = run(trials.again(second, BY));
        assertThat(trials.overtaken(again.id())).isEmpty();
        assertThat(trials.release(again, false, BY)).isEqualTo(Released.DONE);
        putBack();
    }

    @Test
    void knowsFromWhichVersionADownloadedFileWasMade() {
        int version = drafts.newest("lead-caps");
        byte[] downloaded = drafts.model("lead-caps", version).orElseThrow().replace(">200<", ">230<").getBytes(StandardCharsets.UTF_8);
        trials.release(tried(draft("lead-caps", "cap", Map.of("AnyLine", 240.0))), false, BY);

        Draft uploaded = drafts.read("lead-caps.dmn", downloaded);

        assertThat(uploaded.basedOn()).isEqualTo(version);
        assertThat(trials.overtaken(tried(uploaded).id())).containsExactly("lead-caps");
        putBack();
    }

    @Test
    void endsWhenTheTablesInUseChangeMeanwhile() {
        given.confirmedLead();
        Run slow = runs.find(trials.start("", List.of(draft("lead-caps", "cap", Map.of("AnyLine", 250.0))), BY)).orElseThrow();
        runs.pause(slow.id());
        trials.release(tried(draft("lead-caps", "cap", Map.of("AnyLine", 260.0))), false, BY);

        runs.resume(slow.id());
        worker.work();

        assertThat(runs.find(slow.id()).orElseThrow()).satisfies(run -> {
            assertThat(run.state()).isEqualTo(RunState.STOPPED);
            assertThat(run.problem()).isEqualTo("overtaken");
        });
        putBack();
    }

    @Test
    void refusesWhatCannotBeTried() {
        String routing = drafts.model("lead-routing", drafts.newest("lead-routing")).orElseThrow().replace("\"round robin\"", "\"round-robbin\"");
        assertThatThrownBy(() -> drafts.read("lead-routing.dmn", routing.getBytes(StandardCharsets.UTF_8))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rule 3, column 'Shared by' says '\"round-robbin\"': write one of \"round robin\"");
        assertThatThrownBy(() -> drafts.read("x.dmn", "no xml".getBytes(StandardCharsets.UTF_8))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("XML");
        byte[] slip = drafts.model("lead-engagement", drafts.newest("lead-engagement")).orElseThrow().replaceFirst("<text>35</text>", "<text>viel</text>")
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> drafts.read("lead-engagement.dmn", slip)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CallWished: rule 1, column 'Points' says 'viel'");
        assertThatThrownBy(() -> trials.start("", List.of(), BY)).isInstanceOf(TrialRefused.class);
        assertThatThrownBy(() -> trials.start("", List.of(draft("lead-caps", "cap", Map.of())), BY)).hasMessage("scoring.trial.same");
        assertThatThrownBy(() -> trials.start("", List.of(draft("contact-policy", "x", Map.of())), BY)).hasMessage("scoring.trial.other");
        assertThatThrownBy(() -> trials.start("", List.of(draft("lead-heat", "from", Map.of("Hot", 0.0))), BY)).isInstanceOf(TrialRefused.class);
    }

    private void putBack() {
        runs.stopAll(RunKind.RESCORE);
        trials.release(tried(draft("lead-caps", "cap", Map.of("AnyLine", 200.0))), false, BY);
        worker.work();
    }

    private Draft draft(String key, String column, Map<String, Double> numbers) {
        int version = drafts.newest(key);
        return drafts.withNumbers(new Draft(key, drafts.model(key, version).orElseThrow(), version), column, numbers);
    }

    private Run tried(Draft draft) {
        return run(trials.start("A trial", List.of(draft), BY));
    }

    private Run run(long id) {
        worker.work();
        return runs.find(id).orElseThrow();
    }

    private List<RunLead> becoming(Run run) {
        return IntStream.range(0, 40).boxed().flatMap(page -> runLeads.of(run.id(), What.BECOMES, page * 25, 25).stream()).toList();
    }

    private static long sum(Tally tally, String prefix) {
        return tally.under(prefix).values().stream().mapToLong(Long::longValue).sum();
    }
}
