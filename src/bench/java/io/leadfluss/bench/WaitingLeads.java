package io.leadfluss.bench;

import org.springframework.jdbc.core.JdbcTemplate;

/** Timers far in the future, written by SQL since starting so many leads would take an hour. */
final class WaitingLeads {

    private WaitingLeads() {
    }

    /** Copies the timer of a waiting lead until {@code count} wait, spread over the coming year. */
    static void fill(JdbcTemplate jdbc, int count) {
        String columns = String.join(", ", jdbc.queryForList("SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() "
                + "AND TABLE_NAME = 'ACT_RU_JOB' AND COLUMN_NAME NOT IN ('ID_', 'DUEDATE_', 'EXECUTION_ID_', 'PROCESS_INSTANCE_ID_', 'ROOT_PROC_INST_ID_')", String.class));
        String template = jdbc.queryForObject("SELECT MIN(ID_) FROM ACT_RU_JOB WHERE TYPE_ = 'timer' AND ID_ NOT LIKE 'waiting-%'", String.class);
        int from = jdbc.queryForObject("SELECT COUNT(*) FROM ACT_RU_JOB WHERE ID_ LIKE 'waiting-%'", Integer.class);
        for (int start = from + 1; start <= count; start += 50_000) {
            int end = Math.min(count, start + 49_999);
            jdbc.update("INSERT INTO ACT_RU_JOB (ID_, EXECUTION_ID_, PROCESS_INSTANCE_ID_, ROOT_PROC_INST_ID_, DUEDATE_, " + columns
                    + ") SELECT CONCAT('waiting-', seq), CONCAT('waiting-', seq), CONCAT('waiting-', seq), CONCAT('waiting-', seq), UTC_TIMESTAMP() + INTERVAL 30 DAY + INTERVAL FLOOR(RAND() * 28000000) SECOND, " + columns
                    + " FROM ACT_RU_JOB, seq_" + start + "_to_" + end + " WHERE ID_ = ?", template);
        }
        jdbc.queryForList("ANALYZE TABLE ACT_RU_JOB");
    }
}
