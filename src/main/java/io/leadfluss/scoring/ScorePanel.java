package io.leadfluss.scoring;

import io.leadfluss.scoring.Score.Line;
import io.leadfluss.scoring.Score.Point;
import io.leadfluss.web.LeadPanel;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows on a lead's page what its score is made of, today or at the end of any day before. */
@Controller
class ScorePanel {

    private static final int MOST = 100;

    private final Scores scores;
    private final ScoreWords words;
    private final Clock clock;
    private final ZoneId zone;

    ScorePanel(Scores scores, ScoreWords words, Clock clock, @Value("${leadfluss.time-zone}") ZoneId zone) {
        this.scores = scores;
        this.words = words;
        this.clock = clock;
        this.zone = zone;
    }

    /** One point as a rep reads it. */
    public record Row(Point point, String reason, String about) {
    }

    /** The interest in one product line as a rep reads it. */
    public record LineRow(Line line, String heat) {
    }

    @GetMapping("/app/leads/{id}/score")
    String score(@PathVariable long id, @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate on, Locale locale,
            Model page) {
        Instant now = clock.instant();
        Instant at = Optional.ofNullable(on).map(day -> day.plusDays(1).atStartOfDay(zone).toInstant().minusMillis(1)).filter(now::isAfter).orElse(now);
        Score score = scores.explain(id, at);
        List<Row> engagement = rows(score, Score.Model.ENGAGEMENT, locale);
        page.addAttribute("lead", id);
        page.addAttribute("on", on != null && at.isBefore(now) ? on.toString() : "");
        page.addAttribute("today", now.atZone(zone).toLocalDate().toString());
        page.addAttribute("score", score);
        page.addAttribute("cell", score.cell().isEmpty() ? "" : words.cell(score, locale));
        page.addAttribute("next", score.coolsAt() == null ? "" : words.heat(score.heat() + 1, locale));
        page.addAttribute("fit", rows(score, Score.Model.FIT, locale));
        page.addAttribute("engagement", engagement.subList(0, Math.min(MOST, engagement.size())));
        page.addAttribute("older", engagement.size() - Math.min(MOST, engagement.size()));
        page.addAttribute("lines", score.lines().stream().filter(line -> Math.abs(line.engagement()) >= 0.5).map(line -> new LineRow(line, words.heat(line.heat(), locale))).toList());
        page.addAttribute("account", scores.account(id).filter(account -> account.people() > 1).orElse(null));
        return "scoring/panel";
    }

    private List<Row> rows(Score score, String model, Locale locale) {
        return score.of(model).map(point -> new Row(point, point.reasonIn(locale.getLanguage()), words.about(point, locale))).toList();
    }

    @Configuration
    static class Panel {

        @Bean
        LeadPanel scoreOfLead() {
            return new LeadPanel("score", "scoring.panel", 10);
        }
    }
}
