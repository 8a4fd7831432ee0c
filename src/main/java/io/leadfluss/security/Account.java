package io.leadfluss.security;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** A person of the own staff, or a program, that may log in: the one login for back office, Tasklist and REST. */
@Entity
public class Account {

    @Id
    private String username;
    private String displayName;
    private String email;
    private String passwordHash;
    private String language;
    private boolean enabled;
    private Instant createdAt;
    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "account_role", joinColumns = @JoinColumn(name = "username"))
    @Column(name = "role")
    @Enumerated(EnumType.STRING)
    private Set<Role> roles = EnumSet.noneOf(Role.class);

    protected Account() {
    }

    public Account(String username, String displayName, String email, String language, Set<Role> roles, String passwordHash, Instant now) {
        this.username = username;
        this.displayName = displayName;
        this.email = email;
        this.language = language;
        this.roles = EnumSet.copyOf(roles);
        this.passwordHash = passwordHash;
        this.enabled = true;
        this.createdAt = now;
    }

    public String username() {
        return username;
    }

    public String displayName() {
        return displayName;
    }

    public String email() {
        return email;
    }

    /** Encoded with the id of its algorithm in front. */
    public String passwordHash() {
        return passwordHash;
    }

    public String language() {
        return language;
    }

    public boolean isEnabled() {
        return enabled;
    }

    public Set<Role> roles() {
        return Set.copyOf(roles);
    }

    void change(String displayName, String email, String language, Set<Role> roles) {
        this.displayName = displayName;
        this.email = email;
        this.language = language;
        this.roles.clear();
        this.roles.addAll(roles);
    }

    void changePassword(String passwordHash) {
        this.passwordHash = passwordHash;
    }

    void enable(boolean enabled) {
        this.enabled = enabled;
    }
}
