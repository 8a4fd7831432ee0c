package io.leadfluss.scoring;

import io.leadfluss.lead.Lead;
import io.leadfluss.rules.DecisionTables;
import io.leadfluss.rules.DecisionTables.Match;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How well a lead fits what we sell, by what it is: the points of table lead-fit and the grade of table lead-grade. It has no history: it is about
 * what is known of the lead now.
 */
public record Fit(double points, String grade, List<Match> rules) {

    static final String TABLE = "lead-fit";
    static final String GRADE = "lead-grade";

    /** @throws IllegalStateException naming the table that is missing or cannot be evaluated */
    public static Fit of(Lead lead, DecisionTables tables) {
        List<Match> rules = tables.evaluate(TABLE, inputs(lead)).stream().filter(match -> match.number("points") != null).toList();
        double points = rules.stream().mapToDouble(match -> match.number("points")).sum();
        return new Fit(points, grade(points, tables), rules);
    }

    private static String grade(double points, DecisionTables tables) {
        return tables.evaluate(GRADE, Map.of("fit", Math.round(points * 100) / 100.0)).stream().map(match -> match.outputs().get("grade")).findFirst()
                .map(Object::toString).filter(grade -> grade.length() == 1).orElseThrow(() -> new IllegalStateException(
                        "The table " + GRADE + " has no grade of one letter for a fit of " + points + ": add a last row that takes all others"));
    }

    private static Map<String, Object> inputs(Lead lead) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("completeness", lead.completeness());
        inputs.put("kind", lead.kind().name());
        inputs.put("country", lead.country());
        inputs.put("jobTitle", lead.jobTitle() == null ? null : lead.jobTitle().toLowerCase(Locale.ROOT));
        inputs.put("companyDomain", lead.company() == null ? null : lead.company().domain());
        inputs.put("freeMail", lead.address().isFreeMail());
        inputs.put("phoneGiven", lead.phone() != null && lead.phoneWrongSince() == null);
        inputs.put("origin", lead.origin().name());
        return inputs;
    }
}
