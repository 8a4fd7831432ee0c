package io.leadfluss.newsletter;

import io.leadfluss.mail.template.Templates;
import io.leadfluss.security.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The mailings that an issue can be: those that are written as advertising. */
@Component
class Mailings {

    private static final String ADVERTISING = "<@mail.page";

    private final Templates templates;
    private final Path folder;

    Mailings(Templates templates, @Value("${leadfluss.templates:./templates}") Path folder) {
        this.templates = templates;
        this.folder = folder;
    }

    List<String> names() {
        return templates.mailings().keySet().stream()
                .filter(name -> languages(folder.resolve(name)).stream().anyMatch(file -> read(file).contains(ADVERTISING))).toList();
    }

    /** The same as long as nobody changes a word of the mailing in any language. */
    String print(String mailing) {
        return Tokens.sha256(languages(folder.resolve(mailing)).stream().map(file -> file.getFileName() + read(file)).collect(Collectors.joining()));
    }

    private static List<Path> languages(Path mailing) {
        try (Stream<Path> files = Files.list(mailing)) {
            return files.filter(file -> file.toString().endsWith(".ftlh")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The mailing " + mailing.getFileName() + " cannot be read", e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The mailing " + file + " cannot be read", e);
        }
    }
}
