package io.leadfluss.capture;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadfluss.security.Tokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The public forms of the processes folder; a changed file counts from the next visitor on. */
@Component
class Forms {

    private static final Logger log = LoggerFactory.getLogger(Forms.class);
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,58}");

    private final Path folder;
    private final ObjectMapper json;
    private final Map<String, Cached> cache = new ConcurrentHashMap<>();

    Forms(@Value("${leadfluss.processes}") Path processes, ObjectMapper json) {
        this.folder = processes.resolve("forms");
        this.json = json;
    }

    Optional<Form> find(String id) {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        Path file = folder.resolve(id + ".form");
        try {
            FileTime changed = Files.getLastModifiedTime(file);
            Cached cached = cache.get(id);
            if (cached == null || !cached.changed.equals(changed)) {
                cached = new Cached(changed, read(id, file));
                cache.put(id, cached);
            }
            return cached.form;
        } catch (IOException e) {
            if (Files.exists(file)) {
                log.error("Form {} cannot be read: {}", file, e.getMessage());
            }
            return Optional.empty();
        }
    }

    private Optional<Form> read(String id, Path file) throws IOException {
        String content = Files.readString(file, StandardCharsets.UTF_8);
        return Form.of(id, Tokens.sha256(content), json.readTree(content));
    }

    private record Cached(FileTime changed, Optional<Form> form) {
    }
}
