package io.leadfluss.kpi;

import io.leadfluss.kpi.FigureRights.View;
import io.leadfluss.security.Audit;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** What marketing and sales promise each other, against what they did; administrators and a team's manager change the promises. */
@Controller
class AgreementPage {

    private final ServiceAgreement agreement;
    private final ServicePromises promises;
    private final FigureRights rights;
    private final FigureNames names;
    private final Audit audit;
    private final Clock clock;
    private final ZoneId zone;

    AgreementPage(ServiceAgreement agreement, ServicePromises promises, FigureRights rights, FigureNames names, Audit audit, Clock clock,
            @Value("${leadfluss.time-zone}") ZoneId zone) {
        this.agreement = agreement;
        this.promises = promises;
        this.rights = rights;
        this.names = names;
        this.audit = audit;
        this.clock = clock;
        this.zone = zone;
    }

    @GetMapping("/app/figures/agreement")
    String show(@RequestParam(required = false) String team, HttpServletRequest request, Locale locale, Model page) {
        View view = rights.of(request);
        List<String> teams = promises.teams().stream().filter(each -> view.team() == null || each.equals(view.team())).toList();
        String shown = teams.contains(team) ? team : teams.isEmpty() ? null : teams.get(0);
        YearMonth month = YearMonth.from(clock.instant().atZone(zone));
        page.addAttribute("teams", teams);
        page.addAttribute("team", shown);
        page.addAttribute("names", names.of(Dimension.TEAM, teams, locale));
        page.addAttribute("teamless", view.team() != null && !view.isRep());
        if (shown != null) {
            List<ServicePromise> all = promises.of(shown);
            ServicePromise newest = all.isEmpty() ? ServicePromise.nothing(month.atDay(1)) : all.get(0);
            page.addAttribute("months", agreement.months(shown, locale));
            page.addAttribute("newest", newest);
            page.addAttribute("since", FiguresPage.monthName(YearMonth.from(newest.validFrom()).toString(), locale));
            page.addAttribute("changedBy", names.of(Dimension.REP, List.of(newest.changedBy()), locale).get(newest.changedBy()));
            page.addAttribute("mayChange", view.mayChange(shown));
            page.addAttribute("starts", List.of(month, month.plusMonths(1)).stream()
                    .map(each -> new FigureNames.Choice(each.toString(), FiguresPage.monthName(each.toString(), locale))).toList());
        }
        return "kpi/agreement";
    }

    /** Months that are over keep what was promised for them. */
    @PostMapping("/app/figures/agreement")
    @Transactional
    String change(@RequestParam String team, @RequestParam String from, @RequestParam(required = false) String leads,
            @RequestParam(required = false) String acceptedShare, @RequestParam(required = false) String answeredShare,
            @RequestParam(required = false) String touchHours, @RequestParam(required = false) String touchedShare, HttpServletRequest request,
            RedirectAttributes answer) {
        if (!rights.of(request).mayChange(team)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        YearMonth month = YearMonth.from(clock.instant().atZone(zone));
        LocalDate start = from.equals(month.plusMonths(1).toString()) ? month.plusMonths(1).atDay(1) : month.atDay(1);
        ServicePromise promise = new ServicePromise(start, number(leads), number(acceptedShare), number(answeredShare), number(touchHours),
                number(touchedShare), request.getRemoteUser(), null);
        String problem = promises.teams().contains(team) ? promise.problem() : "kpi.agreement.team-wrong";
        if (problem == null) {
            promises.save(team, promise);
            audit.record("agreement.change", team);
            answer.addFlashAttribute("done", "kpi.agreement.saved");
        } else {
            answer.addFlashAttribute("problem", problem);
        }
        return "redirect:" + UriComponentsBuilder.fromPath("/app/figures/agreement").queryParam("team", "{team}").build(team);
    }

    /** Null when nothing is said, and a number that is refused for what is none. */
    private static Integer number(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return text.strip().matches("\\d{1,6}") ? Integer.valueOf(text.strip()) : Integer.valueOf(-1);
    }
}
