package io.leadfluss.journey;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Lets the reps take another lead, though other tests may have given them as many as they can have. */
class RoomInSales implements BeforeEachCallback, AfterEachCallback {

    @Override
    public void beforeEach(ExtensionContext test) {
        set(test, 1000);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        set(test, 20);
    }

    private static void set(ExtensionContext test, int capacity) {
        SpringExtension.getApplicationContext(test).getBean(JdbcClient.class)
                .sql("UPDATE rep SET capacity = :capacity WHERE username = 'sales1'").param("capacity", capacity).update();
    }
}
