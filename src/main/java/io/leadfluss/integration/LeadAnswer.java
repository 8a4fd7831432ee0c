package io.leadfluss.integration;

import io.leadfluss.consent.Purpose;
import io.leadfluss.lead.Company;
import io.leadfluss.lead.Kind;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Stage;
import io.leadfluss.scoring.Score;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A lead as it is now; what is not known is null. */
@Schema(name = "Lead")
record LeadAnswer(
        long id, String email, String firstName, String lastName, String jobTitle, String phone, String company, String street, String postalCode,
        String city, @Schema(description = "Two capitals as in DE") String country, @Schema(description = "de or en") String language,
        String timeZone, Kind kind, Stage stage, String source, String campaign, Instant createdAt,
        @Schema(description = "When the address was confirmed; null before that") Instant confirmedAt, Instant lastActiveAt,
        Total score, @Schema(description = "Purposes the lead has consented to and not withdrawn") Set<Purpose> consents) {

    /** A score without its points. */
    @Schema(name = "Total")
    record Total(@Schema(description = "Grade and heat, from A1 to D4; empty without a score") String cell, String grade,
            @Schema(description = "1 is the hottest") int heat, double fit, double engagement) {

        static Total of(Score score) {
            return new Total(score.cell(), score.grade(), score.heat(), rounded(score.fit()), rounded(score.engagement()));
        }
    }

    static LeadAnswer of(Lead lead, Score score, Set<Purpose> consents) {
        return new LeadAnswer(lead.id(), lead.email(), lead.firstName(), lead.lastName(), lead.jobTitle(), lead.phone(),
                Optional.ofNullable(lead.company()).map(Company::name).orElse(null), lead.street(), lead.postalCode(), lead.city(), lead.country(),
                lead.language(), lead.zone().getId(), lead.kind(), lead.stage(), lead.source(), lead.campaign(), lead.createdAt(),
                lead.confirmedAt(), lead.lastActiveAt(), Total.of(score), new TreeSet<>(consents));
    }

    static double rounded(double points) {
        return Math.round(points * 100) / 100.0;
    }
}
