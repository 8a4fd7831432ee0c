package io.leadfluss.mail.inbound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The mails under src/test/resources/inbound: such as many kinds of servers, providers and people send, written by us. */
final class Samples {

    private static final Path FOLDER = Path.of("src/test/resources/inbound");

    private Samples() {
    }

    static List<String> names() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replace(".eml", "")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String source(String name) {
        try {
            return Files.readString(FOLDER.resolve(name + ".eml")).replace("\n", "\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static IncomingMail mail(String name) {
        return IncomingMail.read(source(name).getBytes(StandardCharsets.UTF_8), Limits.USUAL);
    }
}
