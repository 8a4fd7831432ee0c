package io.leadfluss.newsletter;

import io.leadfluss.newsletter.Audiences.Found;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The recipients of issues, one row each. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Recipients {

    private final JdbcClient jdbc;

    Recipients(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(long issue, Found found) {
        if (!found.leads().isEmpty()) {
            // The draw shuffles them, the same way whenever it is asked, and in each issue another way.
            jdbc.sql("""
                            INSERT IGNORE INTO newsletter_recipient (issue_id, lead_id, draw)
                            SELECT :issue, id, CONV(LEFT(SHA1(CONCAT(:issue, ':', id)), 12), 16, 10) FROM leads WHERE id IN (:leads)""")
                    .param("issue", issue).param("leads", found.leads()).update();
        }
        jdbc.sql("UPDATE newsletter_issue SET fixed_to = :last WHERE id = :issue").param("last", found.last()).param("issue", issue).update();
    }

    int count(long issue) {
        return jdbc.sql("SELECT COUNT(*) FROM newsletter_recipient WHERE issue_id = :issue").param("issue", issue).query(Integer.class).single();
    }

    /** Draws as many for each variant; the others get none yet. */
    void drawTest(long issue, int perVariant) {
        jdbc.sql("""
                        UPDATE newsletter_recipient r
                        JOIN (SELECT lead_id, ROW_NUMBER() OVER (ORDER BY draw, lead_id) place FROM newsletter_recipient WHERE issue_id = :issue) drawn
                          ON drawn.lead_id = r.lead_id
                        SET r.variant = IF(drawn.place <= :half, 'A', 'B') WHERE r.issue_id = :issue AND drawn.place <= 2 * :half""")
                .param("issue", issue).param("half", perVariant).update();
    }

    /** Gives the variant to all who have none. */
    void giveRest(long issue, Variant variant) {
        jdbc.sql("UPDATE newsletter_recipient SET variant = :variant WHERE issue_id = :issue AND variant IS NULL")
                .param("variant", variant.name()).param("issue", issue).update();
    }

    /** The next ones that have a variant and no mail yet, by variant. */
    Map<Variant, List<Long>> unsent(long issue, long after, int limit) {
        record Recipient(long lead, Variant variant) {
        }
        return jdbc.sql("""
                        SELECT lead_id, variant FROM newsletter_recipient
                        WHERE issue_id = :issue AND lead_id > :after AND variant IS NOT NULL AND queued_at IS NULL ORDER BY lead_id LIMIT :limit""")
                .param("issue", issue).param("after", after).param("limit", limit)
                .query((row, n) -> new Recipient(row.getLong(1), Variant.valueOf(row.getString(2)))).stream()
                .collect(Collectors.groupingBy(Recipient::variant, Collectors.mapping(Recipient::lead, Collectors.toList())));
    }

    void queued(long issue, List<Long> leads, Instant now) {
        jdbc.sql("UPDATE newsletter_recipient SET queued_at = :now WHERE issue_id = :issue AND lead_id IN (:leads)")
                .param("now", now).param("issue", issue).param("leads", leads).update();
    }
}
