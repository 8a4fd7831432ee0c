package io.leadfluss.consent;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Customers who may get e-mails about goods similar to what they bought without having agreed, as long as they do not object. */
@Component
public class ExistingCustomers {

    private final JdbcClient jdbc;
    private final Clock clock;

    ExistingCustomers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A sale that the exception rests on, and since when. */
    public record Row(String productGroup, String saleReference, String noticeVersion, Instant since) {
    }

    /** Keeps the sale; false when the lead has bought from this group before, since the first sale is as good as the next. */
    boolean add(long leadId, Sale sale) {
        return 1 == jdbc.sql("""
                        INSERT IGNORE INTO existing_customer (lead_id, product_group, sale_reference, notice_version, since)
                        VALUES (?, ?, ?, ?, ?)""")
                .params(leadId, sale.productGroup(), sale.reference(), sale.noticeVersion(), clock.instant()).update();
    }

    /** Of which groups the leads may be sent advertising by e-mail without consent; who objected, or may for nothing, is not in it. */
    public Map<Long, Set<String>> groups(Collection<Long> leadIds) {
        Map<Long, Set<String>> groups = new HashMap<>();
        if (!leadIds.isEmpty()) {
            jdbc.sql("""
                            SELECT customer.lead_id, customer.product_group FROM existing_customer customer
                            LEFT JOIN consent ON consent.lead_id = customer.lead_id AND consent.purpose = 'NEWSLETTER'
                            WHERE customer.lead_id IN (:leads) AND COALESCE(consent.state, '') <> 'WITHDRAWN'""").param("leads", leadIds)
                    .query(row -> {
                        groups.computeIfAbsent(row.getLong("lead_id"), lead -> new HashSet<>()).add(row.getString("product_group"));
                    });
        }
        return groups;
    }

    /** All sales kept for the lead, whether it objected since or not. */
    List<Row> of(long leadId) {
        return jdbc.sql("SELECT product_group, sale_reference, notice_version, since FROM existing_customer WHERE lead_id = ? ORDER BY since")
                .param(leadId).query(Row.class).list();
    }
}
