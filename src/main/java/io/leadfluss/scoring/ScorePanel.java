package io.leadfluss.scoring;

import io.leadfluss.scoring.Score.Point;
import io.leadfluss.web.LeadPanel;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Shows on a lead's page what its score is made of. */
@Controller
class ScorePanel {

    private final Scores scores;

    ScorePanel(Scores scores) {
        this.scores = scores;
    }

    @GetMapping("/app/leads/{id}/score")
    String score(@PathVariable long id, Model page) {
        Score score = scores.explain(id);
        page.addAttribute("score", score);
        page.addAttribute("fit", of(score, Score.Model.FIT));
        page.addAttribute("engagement", of(score, Score.Model.ENGAGEMENT));
        return "scoring/panel";
    }

    private static List<Point> of(Score score, String model) {
        return score.points().stream().filter(point -> point.model().equals(model)).toList();
    }

    @Configuration
    static class Panel {

        @Bean
        LeadPanel scoreOfLead() {
            return new LeadPanel("score", "scoring.panel", 10);
        }
    }
}
