package io.leadfluss.scoring;

import io.leadfluss.scoring.Score.Line;
import io.leadfluss.scoring.Score.Point;
import io.leadfluss.scoring.Score.Share;
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

    /** So many facts of a rule are shown at first. */
    private static final int FEW = 25;

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

    /** What one rule gives as a rep reads it; {@code older} facts are not among the rows. */
    public record Group(Share share, List<Row> rows, int older) {

        public Row newest() {
            return rows.get(0);
        }
    }

    /** The interest in one product line as a rep reads it. */
    public record LineRow(Line line, String heat) {
    }

    @GetMapping("/app/leads/{id}/score")
    String score(@PathVariable long id, @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate on,
            @RequestParam(defaultValue = "false") boolean all, Locale locale, Model page) {
        Instant now = clock.instant();
        Instant at = Optional.ofNullable(on).map(day -> day.plusDays(1).atStartOfDay(zone).toInstant().minusMillis(1)).filter(now::isAfter).orElse(now);
        Score score = scores.explain(id, at);
        List<Group> engagement = groups(score, Score.Model.ENGAGEMENT, all, locale);
        page.addAttribute("lead", id);
        page.addAttribute("on", on != null && at.isBefore(now) ? on.toString() : "");
        page.addAttribute("today", now.atZone(zone).toLocalDate().toString());
        page.addAttribute("score", score);
        page.addAttribute("cell", score.cell().isEmpty() ? "" : words.cell(score, locale));
        page.addAttribute("next", score.coolsAt() == null ? "" : words.heat(score.heat() + 1, locale));
        page.addAttribute("fit", groups(score, Score.Model.FIT, all, locale));
        page.addAttribute("engagement", engagement);
        page.addAttribute("facts", engagement.stream().mapToInt(group -> group.share().each().size()).sum());
        page.addAttribute("older", engagement.stream().mapToInt(Group::older).sum());
        page.addAttribute("lines", score.lines().stream().filter(line -> Math.abs(line.engagement()) >= 0.5).map(line -> new LineRow(line, words.heat(line.heat(), locale))).toList());
        page.addAttribute("account", scores.account(id).filter(account -> account.people() > 1).orElse(null));
        return "scoring/panel";
    }

    private List<Group> groups(Score score, String model, boolean all, Locale locale) {
        return score.shares().stream().filter(share -> share.newest().model().equals(model)).map(share -> {
            List<Row> rows = share.each().stream().limit(all ? Integer.MAX_VALUE : FEW)
                    .map(point -> new Row(point, point.reasonIn(locale.getLanguage()), words.about(point, locale))).toList();
            return new Group(share, rows, share.each().size() - rows.size());
        }).toList();
    }

    @Configuration
    static class Panel {

        @Bean
        LeadPanel scoreOfLead() {
            return new LeadPanel("score", "scoring.panel", 10);
        }
    }
}
