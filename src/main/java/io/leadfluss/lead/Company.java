package io.leadfluss.lead;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;

/** An organisation that leads work for, known by the domain of their addresses. */
@Entity
public class Company {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "company_seq")
    @SequenceGenerator(name = "company_seq", sequenceName = "company_seq", allocationSize = 50)
    private Long id;
    private String name;
    private String domain;
    private Instant createdAt;

    protected Company() {
    }

    Company(String name, String domain, Instant createdAt) {
        this.name = name;
        this.domain = domain;
        this.createdAt = createdAt;
    }

    void rename(String newName) {
        name = newName;
    }

    public Long id() {
        return id;
    }

    public String name() {
        return name;
    }

    /** Null when the company is only known by its name. */
    public String domain() {
        return domain;
    }
}
