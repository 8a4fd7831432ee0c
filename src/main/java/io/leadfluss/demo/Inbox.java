package io.leadfluss.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** All mails that the demo has sent, one file each, kept over restarts. */
@Component
@Profile("demo")
class Inbox {

    private final Path folder;
    private final Clock clock;
    private final AtomicLong lastTime = new AtomicLong();
    private final ConcurrentSkipListMap<String, ReceivedMail.Head> heads = new ConcurrentSkipListMap<>();

    Inbox(DataFolder data, Clock clock) throws IOException {
        this.folder = Files.createDirectories(data.path("inbox"));
        this.clock = clock;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".eml")).toList()) {
                String id = file.getFileName().toString().replace(".eml", "");
                heads.put(id, ReceivedMail.read(id, Files.readAllBytes(file)).head());
            }
        }
    }

    /** Keeps a mail; when this returns it is there, whatever happens to the program. */
    void keep(String recipient, byte[] source) throws IOException {
        String id = nextId();
        byte[] envelope = ("X-Envelope-To: " + recipient.replaceAll("[\\r\\n]", "") + "\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[envelope.length + source.length];
        System.arraycopy(envelope, 0, whole, 0, envelope.length);
        System.arraycopy(source, 0, whole, envelope.length, source.length);
        Path part = folder.resolve(id + ".part");
        Files.write(part, whole);
        Files.move(part, folder.resolve(id + ".eml"), StandardCopyOption.ATOMIC_MOVE);
        heads.put(id, ReceivedMail.read(id, whole).head());
    }

    /** Newest first; those whose recipient contains the text, or all when it is blank. */
    List<ReceivedMail.Head> list(String recipient, int skip, int limit) {
        return found(recipient).skip(skip).limit(limit).toList();
    }

    int count(String recipient) {
        return (int) found(recipient).count();
    }

    Optional<ReceivedMail> mail(String id) {
        return source(id).map(source -> ReceivedMail.read(id, source));
    }

    Optional<byte[]> source(String id) {
        if (!heads.containsKey(id)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(folder.resolve(id + ".eml")));
        } catch (IOException e) {
            throw new UncheckedIOException("The mail " + id + " cannot be read", e);
        }
    }

    private Stream<ReceivedMail.Head> found(String recipient) {
        String part = recipient.strip().toLowerCase(Locale.ROOT);
        return heads.descendingMap().entrySet().stream().map(Map.Entry::getValue)
                .filter(head -> head.to().toLowerCase(Locale.ROOT).contains(part));
    }

    /** The time of arrival, in such digits that the order of names is the order of mails. */
    private String nextId() {
        long now = clock.millis();
        return "%014d".formatted(lastTime.updateAndGet(last -> Math.max(last + 1, now)));
    }
}
