package io.leadfluss.lead;

import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Leads to be listed: a page costs two statements, however long it is. */
interface LeadList extends Repository<ListedLead, Long>, JpaSpecificationExecutor<ListedLead> {

    @Override
    @EntityGraph(attributePaths = "company")
    Page<ListedLead> findAll(Specification<ListedLead> wanted, Pageable page);

    @Query("SELECT DISTINCT lead.source FROM ListedLead lead WHERE lead.source IS NOT NULL ORDER BY lead.source LIMIT 50")
    List<String> sources();
}
