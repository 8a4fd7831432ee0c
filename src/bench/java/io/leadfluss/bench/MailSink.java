package io.leadfluss.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Takes all mails and forgets them: Postfix's {@code smtp-sink} where it is installed, else a few lines of our own. */
record MailSink(String name, int port, AutoCloseable process) implements AutoCloseable {

    static MailSink open() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        return open(port);
    }

    static MailSink open(int port) throws IOException {
        Optional<Path> program = SmtpSource.program("smtp-sink");
        return program.isPresent() ? postfix(program.get(), port) : own(port);
    }

    private static MailSink postfix(Path program, int port) throws IOException {
        List<String> asNobody = "root".equals(System.getProperty("user.name")) ? List.of("-u", "nobody") : List.of();
        List<String> command = Stream.of(List.of(program.toString()), asNobody, List.of("127.0.0.1:" + port, "100")).flatMap(List::stream).toList();
        Process process = new ProcessBuilder(command).inheritIO().start();
        awaitDoor(port);
        return new MailSink("Postfix's smtp-sink", port, process::destroy);
    }

    private static void awaitDoor(int port) throws IOException {
        for (int tries = 1;; tries++) {
            try (Socket door = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                if (tries == 100) {
                    throw e;
                }
                LockSupport.parkNanos(50_000_000);
            }
        }
    }

    private static MailSink own(int port) throws IOException {
        ServerSocket door = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        ExecutorService sessions = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "mail-sink");
            thread.setDaemon(true);
            return thread;
        });
        sessions.submit(() -> {
            while (!door.isClosed()) {
                Socket socket = door.accept();
                sessions.submit(() -> {
                    talk(socket);
                    return null;
                });
            }
            return null;
        });
        return new MailSink("a sink in the same program (smtp-sink is not installed)", door.getLocalPort(), door);
    }

    private static void talk(Socket socket) throws IOException {
        try (socket; var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            OutputStream out = socket.getOutputStream();
            answer(out, "220 sink");
            for (String line = in.readLine(); line != null && !line.equalsIgnoreCase("QUIT"); line = in.readLine()) {
                if (line.equalsIgnoreCase("DATA")) {
                    answer(out, "354 go on");
                    while (!".".equals(in.readLine())) {
                        continue;
                    }
                }
                answer(out, "250 ok");
            }
        }
    }

    private static void answer(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws Exception {
        process.close();
    }
}
