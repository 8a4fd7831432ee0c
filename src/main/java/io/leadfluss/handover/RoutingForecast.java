package io.leadfluss.handover;

import io.leadfluss.handover.Handover.Purpose;
import io.leadfluss.lead.Lead;
import io.leadfluss.rules.DecisionTables;
import io.leadfluss.scoring.trial.SalesTeams;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells to which team leads would go, and what the teams have to do already. */
@Component
class RoutingForecast implements SalesTeams {

    private final Routing routing;
    private final Reps reps;
    private final Teams teams;

    RoutingForecast(Routing routing, Reps reps, Teams teams) {
        this.routing = routing;
        this.reps = reps;
        this.teams = teams;
    }

    @Override
    public String teamOf(Lead lead, DecisionTables tables) {
        return routing.team(lead, Purpose.QUALIFY, tables);
    }

    @Override
    public Map<String, String> names() {
        return teams.names();
    }

    @Override
    public List<Load> loads() {
        Map<String, List<Rep>> byTeam = reps.all().stream().filter(Rep::active).collect(Collectors.groupingBy(Rep::team, TreeMap::new, Collectors.toList()));
        return byTeam.entrySet().stream().map(team -> new Load(team.getKey(), team.getValue().stream().mapToInt(Rep::inWork).sum(),
                team.getValue().stream().mapToInt(rep -> Math.max(0, rep.capacity() - rep.inWork())).sum())).toList();
    }
}
