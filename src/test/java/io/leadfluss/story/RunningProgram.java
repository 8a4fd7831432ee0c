package io.leadfluss.story;

import static org.awaitility.Awaitility.await;

import io.leadfluss.Door;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The whole program as a process of its own, with a database of its own, so that it can be killed. */
final class RunningProgram implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    private final Path data;
    private final int port = freePort();
    private final List<String> settings;
    private Process process;

    RunningProgram(Path data, String... settings) {
        this.data = data;
        this.settings = List.of(settings);
    }

    int port() {
        return port;
    }

    /** Comes back as soon as it serves a page. */
    void start() {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath(), "io.leadfluss.Leadfluss", "--spring.profiles.active=demo",
                "--server.port=" + port, "--management.server.port=0", "--leadfluss.demo.data=" + data));
        command.addAll(settings);
        try {
            Files.createDirectories(data);
            File log = data.resolve("program.log").toFile();
            process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log)).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("the program to serve its pages").atMost(LONGEST_START).pollInterval(Duration.ofMillis(100)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("The program ended at its start: see " + data.resolve("program.log"));
            }
            return serves();
        });
    }

    /** What no program can prepare for. Its database server goes on. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Where its database listens: the number is chosen anew at each start, and stands in the command of the server. */
    String databaseUrl() {
        String arguments = database().flatMap(server -> server.info().arguments()).map(each -> String.join(" ", each)).orElseThrow();
        return "jdbc:mariadb://127.0.0.1:" + arguments.replaceFirst(".*--port=(\\d+).*", "$1") + "/leadfluss";
    }

    String databasePassword() {
        try {
            return Files.readString(data.resolve("database.secret"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the program as Ctrl-C does, and its database server if it was left behind. */
    @Override
    public void close() throws Exception {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                kill();
            }
        }
        Optional<ProcessHandle> database = database();
        if (database.isPresent()) {
            database.get().destroy();
            database.get().onExit().get(60, TimeUnit.SECONDS);
        }
    }

    private boolean serves() {
        try {
            return Door.stranger(port).get("/f/newsletter").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private Optional<ProcessHandle> database() {
        try (Stream<Path> files = Files.isDirectory(data.resolve("db")) ? Files.list(data.resolve("db")) : Stream.empty()) {
            return files.filter(file -> file.toString().endsWith(".pid")).findFirst().map(RunningProgram::number).flatMap(ProcessHandle::of)
                    .filter(server -> server.info().command().orElse("").contains("mariadbd"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(Path file) {
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ours without the tests, whose beans the program would take for its own. */
    private static String classPath() {
        String whole = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(whole.split(File.pathSeparator)).filter(entry -> !entry.contains("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
