package io.leadfluss.web;

import java.sql.SQLTransactionRollbackException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Does what a visitor asked for in a transaction of its own, and again when it collided with another one, so that nobody has to press twice. */
@Component
public class Attempts {

    private static final int MOST = 5;

    private final TransactionTemplate transactions;

    Attempts(PlatformTransactionManager transactionManager) {
        this.transactions = new TransactionTemplate(transactionManager);
    }

    public <T> T run(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.execute(status -> work.get());
            } catch (RuntimeException e) {
                if (attempt == MOST || !isCollision(e)) {
                    throw e;
                }
                LockSupport.parkNanos(attempt * 20_000_000L);
            }
        }
    }

    public void run(Runnable work) {
        run(() -> {
            work.run();
            return null;
        });
    }

    private static boolean isCollision(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            // The engine, which works in the same transaction, has an exception of its own for this, and only journey may name its classes.
            if (cause instanceof ConcurrencyFailureException || cause instanceof SQLTransactionRollbackException
                    || cause.getClass().getSimpleName().equals("OptimisticLockingException")) {
                return true;
            }
        }
        return false;
    }
}
