package io.leadfluss.kpi;

import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page of the back office: how things stand, and what waits for somebody. */
@Controller
class Overview {

    private final KeyFigures figures;

    Overview(KeyFigures figures) {
        this.figures = figures;
    }

    @GetMapping("/app")
    String show(Authentication viewer, Model model) {
        List<KeyFigures.StageCount> stages = figures.byStage(viewer);
        model.addAttribute("stages", stages);
        model.addAttribute("most", Math.max(1, stages.stream().mapToLong(KeyFigures.StageCount::leads).max().orElse(1)));
        model.addAttribute("days", figures.lastDays(viewer));
        model.addAttribute("open", figures.open(viewer));
        model.addAttribute("tasks", figures.tasks(viewer));
        return "kpi/overview";
    }
}
