package io.leadfluss.lead;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface Companies extends JpaRepository<Company, Long> {

    Optional<Company> findByDomain(String domain);

    Optional<Company> findFirstByNameAndDomainIsNull(String name);
}
