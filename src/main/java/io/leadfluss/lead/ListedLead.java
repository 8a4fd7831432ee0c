package io.leadfluss.lead;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;

/** A lead as the list of leads shows it: read only, with its score. */
@Entity
@Immutable
@Table(name = "leads")
public class ListedLead {

    @Id
    private Long id;
    private String email;
    private String firstName;
    private String lastName;
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "company_id")
    private Company company;
    @Enumerated(EnumType.STRING)
    private Kind kind;
    private String source;
    private String language;
    @Enumerated(EnumType.STRING)
    private Stage stage;
    private Instant createdAt;
    private Instant confirmedAt;
    private Instant lastActiveAt;
    @Formula("COALESCE((SELECT s.fit + s.engagement FROM lead_score s WHERE s.lead_id = id AND s.line = ''), 0)")
    private double score;
    @Formula("(SELECT CONCAT(s.grade, s.heat) FROM lead_score s WHERE s.lead_id = id AND s.line = '' AND s.grade <> '')")
    private String cell;

    protected ListedLead() {
    }

    public Long id() {
        return id;
    }

    public String email() {
        return email;
    }

    /** First and last name as far as known, else the address. */
    public String name() {
        String name = Stream.of(firstName, lastName).filter(Objects::nonNull).collect(Collectors.joining(" "));
        return name.isEmpty() ? email : name;
    }

    public String company() {
        return company == null ? null : company.name();
    }

    public Kind kind() {
        return kind;
    }

    public String source() {
        return source;
    }

    public String language() {
        return language;
    }

    public Stage stage() {
        return stage;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public boolean isConfirmed() {
        return confirmedAt != null;
    }

    public Instant lastActiveAt() {
        return lastActiveAt;
    }

    /** Grade and heat, from A1 to D4; null without a score. */
    public String cell() {
        return cell;
    }

    public long score() {
        return Math.round(score);
    }
}
