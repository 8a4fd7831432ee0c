package io.leadfluss.scoring.trial;

import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Leads;
import io.leadfluss.rules.DecisionTables;
import io.leadfluss.rules.DraftTables;
import io.leadfluss.rules.DraftTables.Change;
import io.leadfluss.rules.DraftTables.Draft;
import io.leadfluss.rules.NotXml;
import io.leadfluss.rules.Reason;
import io.leadfluss.scoring.Rescore;
import io.leadfluss.scoring.Yardstick;
import io.leadfluss.scoring.run.Run;
import io.leadfluss.scoring.run.RunKind;
import io.leadfluss.scoring.run.RunLead;
import io.leadfluss.scoring.run.RunLead.What;
import io.leadfluss.scoring.run.RunLeads;
import io.leadfluss.scoring.run.RunOvertaken;
import io.leadfluss.scoring.run.RunState;
import io.leadfluss.scoring.run.Runs;
import io.leadfluss.scoring.run.Tally;
import io.leadfluss.scoring.trial.SalesTeams.Load;
import io.leadfluss.scoring.trial.TrialTables.Tried;
import io.leadfluss.scoring.trial.Trials.Released;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The tables by which leads are scored: downloaded, changed copies tried and released, and all leads scored anew. */
@Controller
@RequestMapping("/app/scoring")
class TrialPages {

    private static final int NEWEST = 20;
    private static final int PAGE = 25;
    private static final int MOST_PROBLEMS = 5;

    private final Trials trials;
    private final Runs runs;
    private final RunLeads runLeads;
    private final Rescore rescore;
    private final DraftTables drafts;
    private final DecisionTables tables;
    private final Leads leads;
    private final Optional<SalesTeams> teams;
    private final MessageSource messages;

    TrialPages(Trials trials, Runs runs, RunLeads runLeads, Rescore rescore, DraftTables drafts, DecisionTables tables, Leads leads,
            Optional<SalesTeams> teams, MessageSource messages) {
        this.trials = trials;
        this.runs = runs;
        this.runLeads = runLeads;
        this.rescore = rescore;
        this.drafts = drafts;
        this.tables = tables;
        this.leads = leads;
        this.teams = teams;
        this.messages = messages;
    }

    /** A table in use. */
    public record TableRow(String key, int version) {
    }

    /** A trial in the list of all. */
    public record TrialRow(Run run, List<Tried> tables, int becomes, int stops) {

        public boolean isReleased() {
            return tables.stream().anyMatch(table -> table.released() != null);
        }
    }

    /** A number before and after. */
    public record Shift(String name, long before, long after) {
    }

    /** What a team has and would get. */
    public record TeamRow(String team, int inWork, int room, int more) {

        public boolean isOverloaded() {
            return more > room;
        }
    }

    /** A lead that would change its side. */
    public record LeadRow(RunLead found, Lead lead) {
    }

    /** A rule that is different, in the reader's language. */
    public record ChangeRow(String table, Change change, String reason) {
    }

    @GetMapping
    String overview(Model page) {
        page.addAttribute("tables", keys().stream().map(key -> new TableRow(key, tables.version(key))).toList());
        page.addAttribute("trials", runs.newest(RunKind.TRIAL, NEWEST).stream().map(this::row).toList());
        page.addAttribute("outdated", rescore.outdated());
        rescored(page, "run", "progress");
        return "scoring/overview";
    }

    /** The last time that all leads were scored anew, or are being now. */
    private void rescored(Model page, String name, String progress) {
        runs.newest(RunKind.RESCORE, 1).forEach(run -> {
            page.addAttribute(name, run);
            page.addAttribute(progress, runs.progress(run));
            page.addAttribute("ripe", runLeads.counts(run.id()).getOrDefault(What.BECOMES, 0));
        });
    }

    @PostMapping("/rescore")
    String rescore(@RequestParam(defaultValue = "false") boolean handOver, Principal staff, RedirectAttributes said) {
        boolean started = rescore.start(handOver, staff.getName()).isPresent();
        said.addFlashAttribute(started ? "done" : "problem", started ? "scoring.rescore.started" : "scoring.rescore.running");
        return "redirect:/app/scoring";
    }

    @GetMapping("/tables/{key}/{version:\\d+}")
    ResponseEntity<String> table(@PathVariable String key, @PathVariable int version) {
        if (!keys().contains(key)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return file(key, drafts.model(key, version).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
    }

    @PostMapping("/trials")
    String start(@RequestParam(defaultValue = "") String title, @RequestParam(name = "files", required = false) List<MultipartFile> files,
            Principal staff, Locale locale, RedirectAttributes said) throws IOException {
        try {
            List<Draft> changed = new ArrayList<>();
            for (MultipartFile file : files == null ? List.<MultipartFile>of() : files) {
                if (!file.isEmpty()) {
                    changed.add(drafts.read(Optional.ofNullable(file.getOriginalFilename()).orElse("table.dmn"), file.getBytes()));
                }
            }
            return "redirect:/app/scoring/trials/" + trials.start(title, changed, staff.getName());
        } catch (TrialRefused refused) {
            said.addFlashAttribute("refused", messages.getMessage(refused.key(), refused.values(), locale));
        } catch (NotXml unreadable) {
            said.addFlashAttribute("refused", messages.getMessage("scoring.trial.not-xml", unreadable.place(), locale));
        } catch (IllegalArgumentException wrong) {
            said.addFlashAttribute("refused", messages.getMessage("scoring.trial.broken", new Object[] {wrong.getMessage()}, locale));
        }
        return "redirect:/app/scoring";
    }

    @GetMapping("/trials/{id:\\d+}")
    String show(@PathVariable long id, @RequestParam(defaultValue = "0") int becoming, @RequestParam(defaultValue = "0") int stopping, Locale locale,
            Model page) {
        Run run = get(id, RunKind.TRIAL);
        Tally found = trials.findings(id);
        Map<What, Integer> counts = runLeads.counts(id);
        page.addAttribute("run", run);
        page.addAttribute("progress", runs.progress(run));
        page.addAttribute("overtakenRun", RunOvertaken.PROBLEM.equals(run.problem()));
        page.addAttribute("tables", trials.tables(id));
        page.addAttribute("released", trials.tables(id).stream().anyMatch(table -> table.released() != null));
        page.addAttribute("overtaken", trials.overtaken(id));
        page.addAttribute("stale", !run.edition().equals(Yardstick.edition(tables)));
        page.addAttribute("changes", trials.tables(id).stream().filter(table -> table.released() == null)
                .flatMap(table -> drafts.changes(table.draft()).stream()
                        .map(change -> new ChangeRow(table.key(), change, new Reason(change.reason()).in(locale.getLanguage())))).toList());
        page.addAttribute("leads", found.of("leads"));
        page.addAttribute("moved", found.of("moved"));
        page.addAttribute("failed", found.of("failed"));
        page.addAttribute("problems", found.under("problem ").keySet().stream().limit(MOST_PROBLEMS).toList());
        page.addAttribute("cells", cells(found));
        page.addAttribute("engagement", bands(found, "engagement"));
        page.addAttribute("fit", bands(found, "fit"));
        List<TeamRow> loads = teams(id);
        Map<String, String> names = teams.map(SalesTeams::names).orElse(Map.of());
        page.addAttribute("teams", loads);
        page.addAttribute("teamNames", names);
        page.addAttribute("overloads", loads.stream().filter(TeamRow::isOverloaded).map(team -> overload(team, names, locale)).toList());
        rescored(page, "rescore", "rescored");
        list(page, id, What.BECOMES, becoming, counts, "becoming");
        list(page, id, What.STOPS, stopping, counts, "stopping");
        return "scoring/trial";
    }

    @PostMapping("/trials/{id:\\d+}/release")
    String release(@PathVariable long id, @RequestParam(defaultValue = "false") boolean handOver, Principal staff, RedirectAttributes said) {
        Released released = trials.release(get(id, RunKind.TRIAL), handOver, staff.getName());
        said.addFlashAttribute(released == Released.DONE ? "done" : "problem", "scoring.released." + released);
        return "redirect:/app/scoring/trials/" + id;
    }

    @PostMapping("/trials/{id:\\d+}/again")
    String again(@PathVariable long id, Principal staff, Locale locale, RedirectAttributes said) {
        try {
            return "redirect:/app/scoring/trials/" + trials.again(get(id, RunKind.TRIAL), staff.getName());
        } catch (TrialRefused refused) {
            said.addFlashAttribute("refused", messages.getMessage(refused.key(), refused.values(), locale));
            return "redirect:/app/scoring/trials/" + id;
        }
    }

    @GetMapping("/trials/{id:\\d+}/{key}.dmn")
    ResponseEntity<String> draft(@PathVariable long id, @PathVariable String key) {
        return file(key, trials.tables(get(id, RunKind.TRIAL).id()).stream().filter(tried -> tried.key().equals(key)).findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)).draft().model());
    }

    @GetMapping("/runs/{id:\\d+}/progress")
    String progress(@PathVariable long id, Model page, HttpServletResponse answer) {
        Run run = runs.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (run.state() != RunState.RUNNING) {
            answer.setHeader("HX-Refresh", "true");
        }
        page.addAttribute("run", run);
        page.addAttribute("progress", runs.progress(run));
        return "scoring/progress";
    }

    @PostMapping("/runs/{id:\\d+}/{order:pause|resume|stop}")
    String order(@PathVariable long id, @PathVariable String order, RedirectAttributes said) {
        Run run = runs.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        boolean obeyed = switch (order) {
            case "pause" -> runs.pause(id);
            case "resume" -> runs.resume(id);
            default -> runs.stop(id);
        };
        said.addFlashAttribute(obeyed ? "done" : "problem", obeyed ? "scoring.run." + order + ".done" : "scoring.run.too-late");
        return "redirect:" + switch (run.kind()) {
            case RESCORE -> "/app/scoring";
            case TRIAL -> "/app/scoring/trials/" + id;
            case CALIBRATION -> "/app/scoring/calibration";
        };
    }

    private List<String> keys() {
        return Stream.concat(Yardstick.keys(tables).stream(), tables.keys("lead-routing").stream()).toList();
    }

    private TrialRow row(Run run) {
        Map<What, Integer> counts = runLeads.counts(run.id());
        return new TrialRow(run, trials.tables(run.id()), counts.getOrDefault(What.BECOMES, 0), counts.getOrDefault(What.STOPS, 0));
    }

    private Run get(long id, RunKind kind) {
        return runs.find(id).filter(run -> run.kind() == kind).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private void list(Model page, long id, What what, int number, Map<What, Integer> counts, String name) {
        int from = Math.max(0, number) * PAGE;
        List<RunLead> found = runLeads.of(id, what, from, PAGE);
        Map<Long, Lead> known = leads.findAllById(found.stream().map(RunLead::leadId).toList()).stream().collect(Collectors.toMap(Lead::id, Function.identity()));
        page.addAttribute(name, found.stream().filter(each -> known.containsKey(each.leadId())).map(each -> new LeadRow(each, known.get(each.leadId()))).toList());
        page.addAttribute(name + "Count", counts.getOrDefault(what, 0));
        page.addAttribute(name + "Page", Math.max(0, number));
        page.addAttribute(name + "Pages", (counts.getOrDefault(what, 0) + PAGE - 1) / PAGE);
    }

    private static List<Shift> cells(Tally found) {
        Map<String, Long> before = found.under("cell.before ");
        Map<String, Long> after = found.under("cell.after ");
        Map<String, Long> all = new TreeMap<>(before);
        after.forEach((cell, count) -> all.merge(cell, count, Long::sum));
        return all.keySet().stream().map(cell -> new Shift(cell, before.getOrDefault(cell, 0L), after.getOrDefault(cell, 0L))).toList();
    }

    private static List<Shift> bands(Tally found, String name) {
        return Bands.all().stream().map(band -> new Shift(Bands.label(band), found.of(name + ".before " + band), found.of(name + ".after " + band))).toList();
    }

    private List<TeamRow> teams(long id) {
        Map<String, Integer> more = runLeads.byTeam(id, What.BECOMES);
        Map<String, TeamRow> rows = new LinkedHashMap<>();
        more.forEach((team, count) -> rows.put(team, new TeamRow(team, 0, 0, count)));
        if (!more.isEmpty()) {
            for (Load load : teams.map(SalesTeams::loads).orElse(List.of())) {
                rows.put(load.team(), new TeamRow(load.team(), load.inWork(), load.room(), more.getOrDefault(load.team(), 0)));
            }
        }
        return List.copyOf(rows.values());
    }

    private String overload(TeamRow team, Map<String, String> names, Locale locale) {
        return team.team().isEmpty() ? messages.getMessage("scoring.load.pool", new Object[] {team.more()}, locale)
                : messages.getMessage("scoring.load.overload",
                        new Object[] {names.getOrDefault(team.team(), team.team()), team.more(), team.room(), team.inWork()}, locale);
    }

    private static ResponseEntity<String> file(String key, String model) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_XML)
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(key + ".dmn").build().toString()).body(model);
    }
}
