package io.leadfluss.integration;

import io.leadfluss.lead.Fact;
import io.leadfluss.scoring.Score;
import io.leadfluss.scoring.Score.Line;
import io.leadfluss.scoring.Score.Point;
import io.leadfluss.scoring.ScoreWords;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A score at a moment, explained. */
@Schema(name = "Score")
record ScoreAnswer(long leadId, Instant at, @Schema(description = "Grade and heat, from A1 to D4; empty without a score") String cell,
        @Schema(description = "What grade and heat mean, in the language of the request") String meaning,
        @Schema(description = "How well the lead fits what we sell") double fit, String grade,
        @Schema(description = "How much interest it shows") double engagement, @Schema(description = "1 is the hottest") int heat,
        @Schema(description = "When it becomes cooler if nothing more happens; null if never") Instant coolsAt,
        @Schema(description = "The interest in single product lines") List<LineAnswer> lines, List<PointAnswer> points) {

    /** The interest in one product line. */
    @Schema(name = "Line")
    record LineAnswer(String name, double engagement, int heat, Instant coolsAt) {

        static LineAnswer of(Line line) {
            return new LineAnswer(line.name(), LeadAnswer.rounded(line.engagement()), line.heat(), line.coolsAt());
        }
    }

    /** Points given by one rule. */
    @Schema(name = "Point")
    record PointAnswer(@Schema(allowableValues = {"FIT", "ENGAGEMENT"}) String model, @Schema(description = "The rule's id in the table") String rule,
            @Schema(description = "Why the rule gives points, in the language of the request") String reason,
            @Schema(description = "What happened or what is known, in words") String about,
            @Schema(description = "What happened; null for fit") FactAnswer fact, @Schema(description = "The how-manieth of its kind") int count,
            @Schema(description = "What the rule looked at, by name") Map<String, String> inputs, int tableVersion,
            @Schema(description = "As the rule says") double worth, @Schema(description = "As given then, within the limits") double points,
            @Schema(description = "What is left of them at the moment asked for") double pointsNow, Instant occurredAt) {

        static PointAnswer of(Point point, ScoreWords words, Locale language) {
            Map<String, String> inputs = new TreeMap<>();
            point.inputs().forEach(input -> inputs.put(input.name(), input.value() == null ? "" : input.value().toString()));
            return new PointAnswer(point.model(), point.rule(), point.reasonIn(language.getLanguage()), words.about(point, language),
                    FactAnswer.of(point.fact()), point.count(), inputs, point.tableVersion(), LeadAnswer.rounded(point.worth()),
                    LeadAnswer.rounded(point.points()), LeadAnswer.rounded(point.pointsNow()), point.occurredAt());
        }
    }

    /** What happened to the lead. */
    @Schema(name = "Fact")
    record FactAnswer(long id, String kind, String subject, Instant occurredAt) {

        static FactAnswer of(Fact fact) {
            return fact == null ? null : new FactAnswer(fact.id(), fact.kind(), fact.subject(), fact.occurredAt());
        }
    }

    static ScoreAnswer of(long leadId, Score score, ScoreWords words, Locale language) {
        return new ScoreAnswer(leadId, score.at(), score.cell(), score.cell().isEmpty() ? "" : words.cell(score, language),
                LeadAnswer.rounded(score.fit()), score.grade(), LeadAnswer.rounded(score.engagement()), score.heat(), score.coolsAt(),
                score.lines().stream().map(LineAnswer::of).toList(),
                score.points().stream().map(point -> PointAnswer.of(point, words, language)).toList());
    }
}
