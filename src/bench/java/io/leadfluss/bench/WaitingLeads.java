package io.leadfluss.bench;

import org.springframework.jdbc.core.JdbcTemplate;

/** Timers far in the future, written by SQL since starting so many leads would take an hour. */
final class WaitingLeads {

    private static final int AT_ONCE = 50_000;

    private WaitingLeads() {
    }

    /** Copies the timer of a waiting lead, each for an instance of its own, until {@code count} wait, spread over the coming year. */
    static void fill(JdbcTemplate jdbc, int count) {
        String columns = String.join(", ", jdbc.queryForList("""
                SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'ACT_RU_JOB'
                AND COLUMN_NAME NOT IN ('ID_', 'EXECUTION_ID_', 'PROCESS_INSTANCE_ID_', 'ROOT_PROC_INST_ID_', 'DUEDATE_')""", String.class));
        String template = jdbc.queryForObject("SELECT MIN(ID_) FROM ACT_RU_JOB WHERE TYPE_ = 'timer' AND ID_ NOT LIKE 'waiting-%'", String.class);
        int waiting = jdbc.queryForObject("SELECT COUNT(*) FROM ACT_RU_JOB WHERE ID_ LIKE 'waiting-%'", Integer.class);
        for (int from = waiting + 1; from <= count; from += AT_ONCE) {
            jdbc.update("""
                    INSERT INTO ACT_RU_JOB (ID_, EXECUTION_ID_, PROCESS_INSTANCE_ID_, ROOT_PROC_INST_ID_, DUEDATE_, %1$s)
                    SELECT CONCAT('waiting-', seq), CONCAT('waiting-', seq), CONCAT('waiting-', seq), CONCAT('waiting-', seq),
                      UTC_TIMESTAMP() + INTERVAL 30 DAY + INTERVAL FLOOR(RAND() * 28000000) SECOND, %1$s
                    FROM ACT_RU_JOB, seq_%2$d_to_%3$d WHERE ID_ = ?""".formatted(columns, from, Math.min(count, from + AT_ONCE - 1)), template);
        }
        jdbc.queryForList("ANALYZE TABLE ACT_RU_JOB");
    }
}
