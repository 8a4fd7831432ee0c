package io.leadfluss.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The folder in which the demo keeps its database and its generated secrets. */
record DataFolder(Path root) {

    static DataFolder open(Path root) throws IOException {
        Files.createDirectories(root);
        return new DataFolder(root.toAbsolutePath().normalize());
    }

    Path path(String name) {
        return root.resolve(name);
    }

    /** A secret of this name, made at random the first time and readable only by the owner of the folder. */
    String secret(String name) {
        try {
            Path file = path(name + ".secret");
            if (!Files.exists(file)) {
                byte[] bytes = new byte[32];
                new SecureRandom().nextBytes(bytes);
                boolean posix = Files.getFileStore(root).supportsFileAttributeView("posix");
                if (posix) {
                    Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                }
                Files.writeString(file, Base64.getEncoder().encodeToString(bytes));
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The secret '" + name + "' under " + root + " cannot be read or written", e);
        }
    }
}
