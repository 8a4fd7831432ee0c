package io.leadfluss.kpi;

import io.leadfluss.kpi.FigureRights.View;
import io.leadfluss.kpi.SalesFigures.Refusals;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Who did what with the leads that marketing handed over. */
@Controller
class FiguresPage {

    private final SalesFigures figures;
    private final FigureRights rights;
    private final FigureNames names;
    private final MessageSource messages;
    private final Clock clock;
    private final ZoneId zone;

    FiguresPage(SalesFigures figures, FigureRights rights, FigureNames names, MessageSource messages, Clock clock,
            @Value("${leadfluss.time-zone}") ZoneId zone) {
        this.figures = figures;
        this.rights = rights;
        this.names = names;
        this.messages = messages;
        this.clock = clock;
        this.zone = zone;
    }

    /** A line under the name that people know it by. */
    public record Named(String name, FigureLine line) {
    }

    /** A reason in words. */
    public record Reason(String name, Refusals refusals) {
    }

    @GetMapping("/app/figures")
    String show(@ModelAttribute("search") FigureSearch search, HttpServletRequest request, Locale locale, Model page) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        View view = rights.of(request);
        Wanted wanted = view.within(search.wanted(today));
        List<FigureLine> months = months(wanted);
        List<Refusals> refusals = figures.refusals(wanted);
        page.addAttribute("wanted", wanted);
        page.addAttribute("purposes", FigureSearch.purposes());
        page.addAttribute("by", search.dimension().key());
        page.addAttribute("dimensions", Stream.of(Dimension.values()).filter(each -> each != Dimension.MONTH).map(Dimension::key).toList());
        page.addAttribute("periods", FigureSearch.periods(today));
        page.addAttribute("teamless", view.team() != null && !view.isRep());
        page.addAttribute("months", months.stream().map(line -> new Named(monthName(line.key(), locale), line)).toList());
        page.addAttribute("all", months.stream().reduce(FigureLine.none(""), FigureLine::plus));
        page.addAttribute("lines", named(lines(search.dimension(), wanted, view), search.dimension(), locale));
        page.addAttribute("reasons", refusals.stream().map(each -> new Reason(reason(each.reason(), locale), each)).toList());
        page.addAttribute("refused", refusals.stream().mapToLong(Refusals::all).sum());
        page.addAttribute("teams", view.team() == null ? names.choices(Dimension.TEAM, null, locale) : List.of());
        page.addAttribute("reps", names.choices(Dimension.REP, wanted.team(), locale).stream()
                .filter(choice -> view.sees(choice.value().equals(FigureSearch.UNKNOWN) ? "" : choice.value())).toList());
        for (Dimension each : List.of(Dimension.SOURCE, Dimension.JOURNEY, Dimension.SCORE)) {
            page.addAttribute(each.key() + "s", names.choices(each, null, locale));
        }
        return "kpi/figures";
    }

    @GetMapping("/app/figures/lines.csv")
    ResponseEntity<byte[]> csv(@ModelAttribute("search") FigureSearch search, HttpServletRequest request, Locale locale) {
        View view = rights.of(request);
        Wanted wanted = view.within(search.wanted(LocalDate.ofInstant(clock.instant(), zone)));
        Dimension dimension = search.dimension();
        List<String> head = new ArrayList<>(List.of(text("kpi.by." + dimension.key(), locale)));
        Stream.of("handed", "taken", "qualified", "won", "revenue", "decided", "accepted", "acceptance", "kept", "missed", "kept-share", "touches", "median",
                "ninetieth").forEach(column -> head.add(text("kpi.csv." + column, locale)));
        Csv csv = new Csv();
        csv.row(head);
        named(lines(dimension, wanted, view), dimension, locale).forEach(each -> {
            FigureLine line = each.line();
            csv.row(List.of(each.name(), line.handed(), line.taken(), line.qualified(), line.won(), line.revenue(), line.decided(), line.accepted(),
                    Csv.number(line.acceptance()), line.kept(), line.missed(), Csv.number(line.keptShare()), line.touches(), Csv.number(line.median()),
                    Csv.number(line.ninetieth())));
        });
        String name = "figures-" + dimension.key() + "-" + wanted.from() + "-" + wanted.to() + ".csv";
        return ResponseEntity.ok().contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name).build().toString())
                .body(csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Every month of the period, those without anything too, as long as there are not too many. */
    private List<FigureLine> months(Wanted wanted) {
        Map<String, FigureLine> found = figures.by(Dimension.MONTH, wanted).stream().collect(Collectors.toMap(FigureLine::key, Function.identity()));
        return Stream.iterate(YearMonth.from(wanted.from()), month -> !month.isAfter(YearMonth.from(wanted.to())), month -> month.plusMonths(1))
                .map(YearMonth::toString).map(month -> found.getOrDefault(month, FigureLine.none(month))).toList();
    }

    private List<FigureLine> lines(Dimension dimension, Wanted wanted, View view) {
        List<FigureLine> all = figures.by(dimension, wanted);
        if (dimension != Dimension.REP) {
            return all;
        }
        Map<Boolean, List<FigureLine>> seen = all.stream().collect(Collectors.partitioningBy(line -> view.sees(line.key())));
        List<FigureLine> lines = new ArrayList<>(seen.get(true));
        seen.get(false).stream().reduce(FigureLine::plus).ifPresent(others -> lines.add(others.named(FigureNames.COLLEAGUES)));
        return lines;
    }

    private List<Named> named(List<FigureLine> lines, Dimension dimension, Locale locale) {
        Map<String, String> known = names.of(dimension, lines.stream().map(FigureLine::key).toList(), locale);
        return lines.stream().map(line -> new Named(known.get(line.key()), line)).toList();
    }

    private String reason(String reason, Locale locale) {
        return reason.isEmpty() ? text("kpi.none.reason", locale) : messages.getMessage("lead.reason." + reason, null, reason, locale);
    }

    static String monthName(String month, Locale locale) {
        return YearMonth.parse(month).format(DateTimeFormatter.ofPattern("MMM yyyy", locale));
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
