package io.leadfluss.capture;

import io.leadfluss.consent.Consents;
import io.leadfluss.consent.Evidence;
import io.leadfluss.consent.Sale;
import io.leadfluss.lead.EmailAddress;
import io.leadfluss.lead.Facts;
import io.leadfluss.lead.Kind;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.LeadRegister;
import io.leadfluss.lead.Origin;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Orders that a shop or an accounting system reports: whoever orders is a customer from then on. */
@Component
public class Orders {

    private static final BigDecimal MOST = new BigDecimal("9999999999.99");

    private final LeadRegister register;
    private final Consents consents;
    private final Facts facts;
    private final JdbcClient jdbc;
    private final Clock clock;

    Orders(LeadRegister register, Consents consents, Facts facts, JdbcClient jdbc, Clock clock) {
        this.register = register;
        this.consents = consents;
        this.facts = facts;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Takes the order in and returns its lead; an order number that is already known changes nothing.
     *
     * @param amount may be null
     * @throws IllegalArgumentException naming the field and the way out; nothing is stored then
     */
    @Transactional
    public long place(String email, String orderNumber, BigDecimal amount) {
        return place(email, orderNumber, amount, null, null);
    }

    /**
     * As above, when the shop told the customer at once that it may object to e-mails about similar goods: such may be sent from then on.
     *
     * @param productGroup which goods are similar to the sold ones
     * @param noticeVersion which version of the notice the customer saw
     */
    @Transactional
    public long place(String email, String orderNumber, BigDecimal amount, String productGroup, String noticeVersion) {
        EmailAddress address = EmailAddress.parse(email);
        String number = orderNumber == null ? "" : Plain.line(orderNumber);
        if (number.isEmpty() || number.length() > 100) {
            throw new InvalidIntake("orderNumber", "is missing or too long: give 1 to 100 characters");
        }
        if (amount != null && (amount.signum() < 0 || amount.compareTo(MOST) > 0)) {
            throw new InvalidIntake("amount", "is not valid: give a number from 0 to " + MOST);
        }
        Optional<Sale> sale = sale(number, productGroup, noticeVersion);
        Lead lead = register.findOrAdd(address, address.isFreeMail() ? Kind.B2C : Kind.B2B, Origin.DIRECT, "order", null).lead();
        boolean fresh = 1 == jdbc.sql("""
                        INSERT IGNORE INTO purchase (order_number, lead_id, amount, ordered_at) VALUES (:number, :lead, :amount, :now)""")
                .param("number", number).param("lead", lead.id())
                .param("amount", amount == null ? null : amount.setScale(2, RoundingMode.HALF_UP)).param("now", clock.instant()).update();
        if (fresh) {
            lead.buy(clock.instant());
            // Before anything that starts by the order asks what may be sent.
            sale.ifPresent(told -> consents.informedAtSale(lead.id(), told, new Evidence("order-intake", null, null, null, null)));
            facts.record(new OrderPlaced(lead.id(), number));
        }
        return lead.id();
    }

    private static Optional<Sale> sale(String number, String productGroup, String noticeVersion) {
        if (productGroup == null && noticeVersion == null) {
            return Optional.empty();
        }
        if (productGroup == null || noticeVersion == null) {
            throw new InvalidIntake(productGroup == null ? "productGroup" : "noticeVersion", "is missing: give both or neither");
        }
        return Optional.of(new Sale(number, productGroup, noticeVersion));
    }
}
