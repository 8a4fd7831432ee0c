package io.leadfluss.mail;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** An SMTP server that speaks TLS, or does not, and that falls silent at the phase it is told. */
class TlsRelay implements Closeable {

    enum Way { NO_TLS, STARTTLS, STARTTLS_REFUSED, STARTTLS_IN_THE_CLEAR, FROM_THE_START }

    private final ServerSocket server = new ServerSocket();
    private final SSLContext tls;
    private final Way way;
    private final String silentAt;
    private final boolean dripping;
    private final List<String> inTheClear = new CopyOnWriteArrayList<>();
    private final List<String> encrypted = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** @param silentAt verb after which nothing is said or read any more; GREETING, BODY and DOT are verbs too; null for a sociable one */
    TlsRelay(Way way, SSLContext tls, String silentAt) throws IOException {
        this(way, tls, silentAt, false);
    }

    /** @param dripping whether instead of falling silent it gives an answer without end, byte by byte */
    TlsRelay(Way way, SSLContext tls, String silentAt, boolean dripping) throws IOException {
        this.way = way;
        this.tls = tls;
        this.silentAt = silentAt;
        this.dripping = dripping;
        server.setReceiveBufferSize(4096);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread thread = new Thread(this::accept, "tls-relay");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    List<String> inTheClear() {
        return inTheClear;
    }

    List<String> encrypted() {
        return encrypted;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread thread = new Thread(() -> serve(socket), "tls-relay-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket plain) {
        try {
            Socket socket = way == Way.FROM_THE_START ? wrapped(plain) : plain;
            if (isSilentAt("GREETING")) {
                fallSilent(socket);
                return;
            }
            say(socket, "220 relay");
            for (String line = read(socket.getInputStream()); line != null; line = read(socket.getInputStream())) {
                (socket instanceof SSLSocket ? encrypted : inTheClear).add(line);
                String verb = line.split(" ", 2)[0].toUpperCase();
                if (isSilentAt(verb)) {
                    fallSilent(socket);
                    return;
                }
                switch (verb) {
                    case "EHLO" -> say(socket, way == Way.NO_TLS || socket instanceof SSLSocket ? "250 relay" : "250-relay\r\n250 STARTTLS");
                    case "STARTTLS" -> {
                        say(socket, way == Way.STARTTLS_REFUSED ? "454 4.7.0 not now" : "220 go on");
                        socket = way == Way.STARTTLS ? wrapped(socket) : socket;
                    }
                    case "DATA" -> {
                        say(socket, "354 go on");
                        if (isSilentAt("BODY")) {
                            fallSilent(socket);
                            return;
                        }
                        for (String text = ""; text != null && !text.equals("."); text = read(socket.getInputStream())) {
                            // It is read to its end.
                        }
                        if (isSilentAt("DOT")) {
                            fallSilent(socket);
                            return;
                        }
                        say(socket, "250 2.0.0 taken");
                    }
                    default -> say(socket, "250 ok");
                }
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private void fallSilent(Socket socket) throws IOException {
        while (dripping && !server.isClosed()) {
            socket.getOutputStream().write('2');
            socket.getOutputStream().flush();
            LockSupport.parkNanos(10_000_000);
        }
    }

    private boolean isSilentAt(String phase) {
        return phase.equals(silentAt);
    }

    private Socket wrapped(Socket socket) throws IOException {
        SSLSocket wrapped = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        wrapped.setUseClientMode(false);
        wrapped.startHandshake();
        return wrapped;
    }

    private static String read(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int each = in.read(); each != '\n'; each = in.read()) {
            if (each < 0) {
                return null;
            }
            line.append((char) each);
        }
        return line.toString().stripTrailing();
    }

    private static void say(Socket socket, String answer) throws IOException {
        socket.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }
}
