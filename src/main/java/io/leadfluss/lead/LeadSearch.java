package io.leadfluss.lead;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;

/**
 * Which leads a viewer wants to see; empty means any.
 *
 * @param q words that must all be found in name, address or company
 * @param confirmed {@code yes} or {@code no}: whether the address was confirmed
 * @param sort {@code active}, {@code score}, {@code created} or {@code name}
 */
public record LeadSearch(String q, Stage stage, Kind kind, String confirmed, String source, String language, String sort) {

    public LeadSearch {
        q = Optional.ofNullable(q).map(String::strip).orElse("");
        confirmed = Optional.ofNullable(confirmed).orElse("");
        source = Optional.ofNullable(source).orElse("");
        language = Optional.ofNullable(language).orElse("");
        sort = Optional.ofNullable(sort).filter(List.of("active", "score", "created", "name")::contains).orElse("active");
    }

    public boolean isEmpty() {
        return q.isEmpty() && stage == null && kind == null && confirmed.isEmpty() && source.isEmpty() && language.isEmpty();
    }

    Specification<ListedLead> wanted() {
        return (lead, query, criteria) -> {
            List<Predicate> all = new ArrayList<>();
            if (!q.isEmpty()) {
                List<Expression<String>> places = List.of(lead.get("email"), lead.get("firstName"), lead.get("lastName"),
                        lead.join("company", JoinType.LEFT).get("name"));
                words().forEach(word -> all.add(contains(places, criteria, word)));
            }
            Stream.of(equal(lead, criteria, "stage", stage), equal(lead, criteria, "kind", kind),
                            equal(lead, criteria, "source", source.isEmpty() ? null : source),
                            equal(lead, criteria, "language", language.isEmpty() ? null : language))
                    .flatMap(Optional::stream).forEach(all::add);
            if (!confirmed.isEmpty()) {
                all.add(confirmed.equals("yes") ? lead.get("confirmedAt").isNotNull() : lead.get("confirmedAt").isNull());
            }
            return criteria.and(all.toArray(Predicate[]::new));
        };
    }

    /** The id decides between equals, so that no lead is on two pages or on none. */
    Sort order() {
        return switch (sort) {
            case "score" -> Sort.by("score", "id").descending();
            case "created" -> Sort.by("createdAt", "id").descending();
            case "name" -> Sort.by("lastName", "firstName", "id");
            default -> Sort.by("lastActiveAt", "id").descending();
        };
    }

    private Stream<String> words() {
        return Stream.of(q.split("\\s+")).filter(word -> !word.isEmpty()).limit(5);
    }

    private static Predicate contains(List<Expression<String>> places, CriteriaBuilder criteria, String word) {
        String pattern = "%" + word.replaceAll("[\\\\%_]", "\\\\$0") + "%";
        return criteria.or(places.stream().map(place -> criteria.like(place, pattern, '\\')).toArray(Predicate[]::new));
    }

    private static Optional<Predicate> equal(Root<ListedLead> lead, CriteriaBuilder criteria, String field, Object value) {
        return Optional.ofNullable(value).map(wanted -> criteria.equal(lead.get(field), wanted));
    }
}
