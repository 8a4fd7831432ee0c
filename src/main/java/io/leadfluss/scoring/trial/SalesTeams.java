package io.leadfluss.scoring.trial;

import io.leadfluss.lead.Lead;
import io.leadfluss.rules.DecisionTables;
import java.util.List;
import java.util.Map;

/** Who would get the leads; implemented where they are handed over. */
public interface SalesTeams {

    /** The team that would get the lead by these tables; empty when none would. */
    String teamOf(Lead lead, DecisionTables tables);

    /** What the teams are called where people read it, by key. */
    Map<String, String> names();

    /** What each team has to do now. */
    List<Load> loads();

    /**
     * @param inWork leads in the hands of its people now
     * @param room how many more they can take
     */
    record Load(String team, int inWork, int room) {
    }
}
