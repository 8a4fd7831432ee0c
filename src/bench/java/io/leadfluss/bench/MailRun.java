package io.leadfluss.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Mails of one mailing to as many leads, through the whole outbox, while now and then a visitor asks for a check mail. */
class MailRun {

    private static final long EVERY_MS = 500;

    private final Product product;
    private final JdbcTemplate jdbc;

    MailRun(Product product) {
        this.product = product;
        this.jdbc = product.jdbc();
    }

    record Figures(double perSecond, double statements, List<Long> heap, int checkMails, long slowestCheckMail, String failures) {
    }

    /** Writes leads that allowed advertising and tracking, and a mail to each. */
    void fill(int mails) {
        int first = product.take(mails);
        long from = Product.FIRST_ID + first;
        jdbc.update("INSERT INTO message (id, lead_id, stream, purpose, mailing, source_key, state, attempts, doubts, queued_at, next_try_at, not_after) "
                + "SELECT NEXT VALUE FOR message_seq, seq, 'MARKETING', 'NEWSLETTER', 'aida-attention', CONCAT('bench:', seq), 'QUEUED', 0, 0, "
                + "UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL 1 DAY FROM seq_" + from + "_to_" + (from + mails - 1));
    }

    Figures run(int mails) throws InterruptedException {
        product.deliver(false);
        fill(mails);
        long statements = Database.statements(jdbc);
        List<Long> heap = new ArrayList<>();
        int asked = 0;
        int visitor = product.take(0);
        long begin = System.nanoTime();
        product.run(true);
        product.deliver(true);
        double seconds = 0;
        for (int left = mails; left > 0;) {
            Thread.sleep(EVERY_MS);
            left = jdbc.queryForObject("SELECT COUNT(*) FROM message WHERE stream = 'MARKETING' AND state IN ('QUEUED', 'CLAIMED', 'SENDING')", Integer.class);
            seconds = (System.nanoTime() - begin) / 1e9;
            if (left > 0 && asked < 200) {
                product.request(visitor + asked);
                asked++;
            }
            if (heap.size() < 10 - left * 10L / mails) {
                heap.add(heapAfterCollection());
            }
        }
        double perMail = (double) (Database.statements(jdbc) - statements) / mails;
        while (product.left() > 0) {
            Thread.sleep(EVERY_MS);
        }
        product.deliver(false);
        Long slowest = jdbc.queryForObject("SELECT MAX(TIMESTAMPDIFF(MICROSECOND, queued_at, sent_at)) DIV 1000 FROM message WHERE stream = 'OPT_IN'", Long.class);
        return new Figures(mails / seconds, perMail, heap, asked, slowest == null ? 0 : slowest, product.failures());
    }

    private static long heapAfterCollection() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getCollectionUsage() != null && pool.getName().contains("Old"))
                .mapToLong(pool -> pool.getUsage().getUsed()).sum() >> 20;
    }
}
