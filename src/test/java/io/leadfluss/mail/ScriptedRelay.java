package io.leadfluss.mail;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An SMTP server that does to each mail what its recipient's name says, and keeps a journal of what really arrived: {@code rcpt450…},
 * {@code rcpt550…}, {@code dot451…}, {@code dot554…}, {@code break-before…} the mail and {@code break-after…} its final dot, {@code close421…}; all
 * others are taken.
 */
public class ScriptedRelay implements Closeable {

    /** One mail that arrived completely, whether or not the sender was told so; it began to leave when the relay was told of it first. */
    public record Arrived(String recipient, Instant begun, String content) {

        public String header(String name) {
            String unfolded = content.substring(0, content.indexOf("\n\n")).replaceAll("\n[ \t]+", " ");
            return unfolded.lines().filter(line -> line.toLowerCase().startsWith(name.toLowerCase() + ":"))
                    .map(line -> line.substring(name.length() + 1).strip()).findFirst().orElse(null);
        }
    }

    private final ServerSocket server;
    private final Queue<Arrived> journal = new ConcurrentLinkedQueue<>();
    private final Queue<String> commands = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger arrived = new AtomicInteger();
    private volatile String greeting = "220 scripted";
    private volatile String senderAnswer = "250 ok";
    private volatile boolean international;
    private volatile Runnable atDot = () -> { };

    public ScriptedRelay() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::accept, "scripted-relay");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return server.getLocalPort();
    }

    public List<Arrived> journal() {
        return List.copyOf(journal);
    }

    List<Arrived> arrivedFor(String recipient) {
        return journal.stream().filter(mail -> mail.recipient().equals(recipient)).toList();
    }

    List<String> commands() {
        return List.copyOf(commands);
    }

    int connections() {
        return connections.get();
    }

    void greet(String answer) {
        greeting = answer;
    }

    void answerSender(String answer) {
        senderAnswer = answer;
    }

    /** What happens elsewhere between the final dot and our answer to it. */
    void atDot(Runnable event) {
        atDot = event;
    }

    void takeInternational() {
        international = true;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                Thread thread = new Thread(() -> serve(socket), "scripted-relay-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket; BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter out = new PrintWriter(socket.getOutputStream(), false, StandardCharsets.UTF_8)) {
            say(out, greeting);
            String recipient = "";
            Instant begun = Instant.EPOCH;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                commands.add(line);
                String verb = line.split(" ", 2)[0].toUpperCase();
                if (verb.equals("EHLO")) {
                    say(out, international ? "250-scripted\r\n250 SMTPUTF8" : "250 scripted");
                } else if (verb.equals("MAIL")) {
                    begun = Instant.now();
                    say(out, senderAnswer);
                } else if (verb.equals("RCPT")) {
                    recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                    say(out, recipient.startsWith("rcpt450") ? "450 4.2.1 mailbox busy" : recipient.startsWith("rcpt550")
                            ? "550 5.1.1 no such user" : recipient.startsWith("close421") ? "421 4.3.2 closing" : "250 ok");
                    if (recipient.startsWith("close421")) {
                        return;
                    }
                } else if (verb.equals("DATA")) {
                    if (recipient.startsWith("break-before")) {
                        return;
                    }
                    say(out, "354 go on");
                    String content = content(in);
                    if (content == null) {
                        return;
                    }
                    journal.add(new Arrived(recipient, begun, content));
                    int number = arrived.incrementAndGet();
                    atDot.run();
                    if (recipient.startsWith("break-after")) {
                        return;
                    }
                    say(out, recipient.startsWith("dot451") ? "451 4.3.0 try later" : recipient.startsWith("dot554") ? "554 5.7.1 not wanted"
                            : "250 2.0.0 queued as " + number);
                } else if (verb.equals("QUIT")) {
                    say(out, "221 bye");
                    return;
                } else {
                    say(out, "250 ok");
                }
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    /** Null when the client was gone before its final dot. */
    private static String content(BufferedReader in) throws IOException {
        StringBuilder content = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals(".")) {
                return content.toString();
            }
            content.append(line.startsWith("..") ? line.substring(1) : line).append('\n');
        }
        return null;
    }

    private static void say(PrintWriter out, String answer) {
        out.print(answer + "\r\n");
        out.flush();
    }
}
