package io.leadfluss.newsletter;

import io.leadfluss.security.Audit;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The segments that marketers named. A change counts for issues that are handed in from then on. */
@Component
@Transactional
public class Segments {

    private final JdbcClient jdbc;
    private final Audit audit;
    private final Clock clock;

    Segments(JdbcClient jdbc, Audit audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public List<Segment> all() {
        return jdbc.sql("SELECT id, name, filter FROM segment ORDER BY name").query(Segment.class).list();
    }

    @Transactional(readOnly = true)
    public Optional<Segment> find(long id) {
        return jdbc.sql("SELECT id, name, filter FROM segment WHERE id = :id").param("id", id).query(Segment.class).optional();
    }

    /** The number of the new segment; empty when the name is taken. */
    public Optional<Long> add(String name, String filter, String account) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        int added = jdbc.sql("INSERT IGNORE INTO segment (name, filter, changed_by, changed_at) VALUES (:name, :filter, :account, :now)")
                .param("name", name).param("filter", filter).param("account", account).param("now", clock.instant()).update(key, "id");
        if (added == 0) {
            return Optional.empty();
        }
        audit.record("segment.add", key.getKeyAs(Number.class).toString());
        return Optional.of(key.getKeyAs(Number.class).longValue());
    }

    /** False when the name is taken by another one. */
    boolean change(Segment segment, String account) {
        try {
            jdbc.sql("UPDATE segment SET name = :name, filter = :filter, changed_by = :account, changed_at = :now WHERE id = :id")
                    .param("name", segment.name()).param("filter", segment.filter()).param("account", account).param("now", clock.instant())
                    .param("id", segment.id()).update();
        } catch (DuplicateKeyException e) {
            return false;
        }
        audit.record("segment.change", Long.toString(segment.id()));
        return true;
    }

    /** False when an issue that is not sent yet still needs it. */
    boolean remove(long id) {
        boolean removed = 1 == jdbc.sql("""
                        DELETE FROM segment WHERE id = :id
                          AND NOT EXISTS (SELECT 1 FROM newsletter_issue i WHERE i.state IN ('DRAFT', 'IN_REVIEW', 'APPROVED') AND (i.segment_id = :id
                            OR EXISTS (SELECT 1 FROM newsletter_exclusion e WHERE e.issue_id = i.id AND e.segment_id = :id)))""")
                .param("id", id).update();
        if (removed) {
            audit.record("segment.remove", Long.toString(id));
        }
        return removed;
    }
}
