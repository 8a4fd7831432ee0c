package io.leadfluss.lead;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/** All leads. */
public interface Leads extends JpaRepository<Lead, Long>, JpaSpecificationExecutor<Lead> {

    Optional<Lead> findByEmailKey(String emailKey);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("SELECT lead FROM Lead lead WHERE lead.emailKey = :emailKey")
    Optional<Lead> findAndLock(String emailKey);

    /** With company and free fields, as its page shows it. */
    @EntityGraph(attributePaths = {"company", "fields"})
    Optional<Lead> findWithAllById(Long id);

    /** Those that are there still, in one statement. */
    @EntityGraph(attributePaths = "company")
    List<Lead> findWithCompanyByIdIn(Collection<Long> ids);

    /** The confirmed ones with these numbers, each with its company, in their order. */
    @Query("SELECT lead FROM Lead lead LEFT JOIN FETCH lead.company WHERE lead.id BETWEEN :first AND :last AND lead.confirmedAt IS NOT NULL ORDER BY lead.id")
    List<Lead> findConfirmed(long first, long last);

    /** The lead, or an error that names it. */
    default Lead get(long id) {
        return findById(id).orElseThrow(() -> new UnknownLead(id));
    }
}
