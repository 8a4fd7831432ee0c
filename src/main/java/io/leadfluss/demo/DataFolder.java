package io.leadfluss.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

    /** Keeps every other copy of the program out of the folder until closed, or until the program ends in whatever way. */
    FileChannel hold() throws IOException {
        FileChannel file = FileChannel.open(path("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (isFree(file)) {
            return file;
        }
        file.close();
        throw new IllegalStateException("Another copy of the program works on " + root
                + ": end that one first, or give this one a folder of its own by leadfluss.demo.data");
    }

    private static boolean isFree(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
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
