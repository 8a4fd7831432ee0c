package io.leadfluss.scoring.calibration;

import io.leadfluss.rules.DraftTables.Draft;
import io.leadfluss.rules.Reason;
import io.leadfluss.scoring.calibration.Calibration.RuleOutcome;
import io.leadfluss.scoring.run.Run;
import io.leadfluss.scoring.run.RunKind;
import io.leadfluss.scoring.run.RunOvertaken;
import io.leadfluss.scoring.run.RunState;
import io.leadfluss.scoring.run.Runs;
import io.leadfluss.scoring.trial.Trials;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Whether scores come true, and other points to try. */
@Controller
@RequestMapping("/app/scoring/calibration")
class CalibrationPages {

    private static final List<Integer> DAYS = List.of(14, 30, 90, 180, 365);
    private static final int USUAL_DAYS = 90;

    private final Calibrations calibrations;
    private final Trials trials;
    private final Runs runs;
    private final MessageSource messages;

    CalibrationPages(Calibrations calibrations, Trials trials, Runs runs, MessageSource messages) {
        this.calibrations = calibrations;
        this.trials = trials;
        this.runs = runs;
        this.messages = messages;
    }

    /** A rule in the reader's language. */
    public record RuleWords(RuleOutcome outcome, String reason) {
    }

    @GetMapping
    String show(Locale locale, Model page) {
        List<Run> newest = runs.newest(RunKind.CALIBRATION, 20);
        page.addAttribute("days", DAYS);
        newest.stream().findFirst().filter(run -> run.state().isOpen()).ifPresent(run -> {
            page.addAttribute("open", run);
            page.addAttribute("progress", runs.progress(run));
        });
        page.addAttribute("overtakenRun", newest.stream().findFirst().filter(run -> RunOvertaken.PROBLEM.equals(run.problem())).isPresent());
        Optional<Run> done = newest.stream().filter(run -> run.state() == RunState.DONE).findFirst();
        page.addAttribute("chosen", done.map(Run::days).orElse(USUAL_DAYS));
        done.ifPresent(run -> {
            Calibration found = calibrations.of(run);
            page.addAttribute("run", run);
            page.addAttribute("found", found);
            page.addAttribute("hasAuc", found.hasAuc());
            page.addAttribute("rules", found.rules().stream()
                    .map(rule -> new RuleWords(rule, new Reason(rule.rule().reason()).in(locale.getLanguage()))).toList());
            page.addAttribute("drafts", found.proposal() == null ? List.of() : calibrations.drafts(found).stream().map(Draft::key).toList());
            page.addAttribute("fewestForWeights", Calibration.FEWEST_FOR_WEIGHTS);
            page.addAttribute("fewestForRule", Calibration.FEWEST_FOR_RULE);
            page.addAttribute("fewestForAuc", Calibration.FEWEST_FOR_AUC);
        });
        return "scoring/calibration";
    }

    @PostMapping
    String start(@RequestParam int days, Principal staff, RedirectAttributes said) {
        boolean started = DAYS.contains(days) && calibrations.start(days, staff.getName()).isPresent();
        said.addFlashAttribute(started ? "done" : "problem", started ? "scoring.calibration.started" : "scoring.calibration.running");
        return "redirect:/app/scoring/calibration";
    }

    /** The proposal becomes a trial like that of any changed table. */
    @PostMapping("/{id:\\d+}/try")
    String tryIt(@PathVariable long id, Principal staff, Locale locale, RedirectAttributes said) {
        List<Draft> drafts = drafts(id);
        if (drafts.isEmpty()) {
            said.addFlashAttribute("problem", "scoring.proposal.none");
            return "redirect:/app/scoring/calibration";
        }
        return "redirect:/app/scoring/trials/" + trials.start(messages.getMessage("scoring.proposal.title", null, locale), drafts, staff.getName());
    }

    @GetMapping("/{id:\\d+}/{key}.dmn")
    ResponseEntity<String> draft(@PathVariable long id, @PathVariable String key) {
        String model = drafts(id).stream().filter(draft -> draft.key().equals(key)).map(Draft::model).findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_XML)
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(key + ".dmn").build().toString()).body(model);
    }

    private List<Draft> drafts(long id) {
        Run run = runs.find(id).filter(found -> found.kind() == RunKind.CALIBRATION && found.state() == RunState.DONE)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Calibration found = calibrations.of(run);
        return found.proposal() == null ? List.of() : calibrations.drafts(found);
    }
}
