package io.leadfluss.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Postfix's own generator of mails: the most that this machine and this sink can do. */
final class SmtpSource {

    private SmtpSource() {
    }

    /** Mails per second; 0 when it is not installed. */
    static double run(int port, int connections, int mails, int bytes) throws IOException, InterruptedException {
        Optional<Path> program = program("smtp-source");
        if (program.isEmpty()) {
            return 0;
        }
        long from = System.nanoTime();
        Process process = new ProcessBuilder(program.get().toString(), "-d", "-s", Integer.toString(connections), "-m", Integer.toString(mails),
                "-l", Integer.toString(bytes), "-f", "a@bench.example", "-t", "b@bench.example", "127.0.0.1:" + port).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("smtp-source failed");
        }
        return mails / ((System.nanoTime() - from) / 1e9);
    }

    static Optional<Path> program(String name) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin")).map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable).findFirst();
    }
}
