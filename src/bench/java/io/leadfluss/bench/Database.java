package io.leadfluss.bench;

import ch.vorburger.exec.ManagedProcessException;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.leadfluss.RunningDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** One MariaDB with a schema and a user for each side. */
class Database implements AutoCloseable {

    private final RunningDatabase server;

    private Database(RunningDatabase server) {
        this.server = server;
    }

    static Database start(Path folder) throws ManagedProcessException, IOException {
        return new Database(RunningDatabase.start(folder, List.of("product", "bare"), "innodb-buffer-pool-size=2G", "innodb-log-file-size=512M"));
    }

    String url(String schema) {
        return server.url(schema);
    }

    String password() {
        return RunningDatabase.PASSWORD;
    }

    /** Connections as the program sets its own. */
    DataSource pool(String schema) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url(schema));
        config.setUsername(schema);
        config.setPassword(password());
        config.setMaximumPoolSize(20);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return new HikariDataSource(config);
    }

    /** For what the benchmark itself asks and changes. */
    JdbcTemplate observer(String schema) {
        return new JdbcTemplate(new SingleConnectionDataSource(url(schema), schema, password(), true));
    }

    /** Statements that the server has been asked since its start. */
    static long statements(JdbcTemplate jdbc) {
        return jdbc.queryForObject("SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = 'QUESTIONS'", Long.class);
    }

    /** Bytes of all tables and indexes of the schema without the gaps that deleted rows leave. */
    static long bytes(JdbcTemplate jdbc) {
        for (String table : jdbc.queryForList("SELECT TABLE_NAME FROM information_schema.TABLES "
                + "WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE' AND DATA_LENGTH + INDEX_LENGTH > 1048576", String.class)) {
            jdbc.queryForList("OPTIMIZE TABLE `" + table + "`");
        }
        return jdbc.queryForObject("SELECT SUM(DATA_LENGTH + INDEX_LENGTH) FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()", Long.class);
    }

    @Override
    public void close() {
        server.close();
    }
}
