package io.leadfluss.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Takes one mail and keeps it. */
class SampleSink implements AutoCloseable {

    private final ServerSocket door;
    private final CompletableFuture<SampleMail> taken = new CompletableFuture<>();

    SampleSink() throws IOException {
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        door.setReuseAddress(true);
        Thread thread = new Thread(() -> {
            while (!door.isClosed()) {
                try (Socket socket = door.accept()) {
                    talk(socket);
                } catch (IOException e) {
                    // It was closed, or the client has gone.
                }
            }
        }, "sample-sink");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return door.getLocalPort();
    }

    SampleMail take() throws Exception {
        return taken.get(30, TimeUnit.SECONDS);
    }

    private void talk(Socket socket) throws IOException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream out = socket.getOutputStream();
        answer(out, "220 sample");
        for (String line = in.readLine(); line != null && !line.equalsIgnoreCase("QUIT"); line = in.readLine()) {
            if (line.equalsIgnoreCase("DATA")) {
                answer(out, "354 go on");
                StringBuilder mail = new StringBuilder();
                for (String content = in.readLine(); content != null && !".".equals(content); content = in.readLine()) {
                    mail.append(content.startsWith("..") ? content.substring(1) : content).append("\r\n");
                }
                taken.complete(SampleMail.of(mail.toString().getBytes(StandardCharsets.ISO_8859_1)));
            }
            answer(out, "250 ok");
        }
        answer(out, "221 bye");
    }

    private static void answer(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
