package io.leadfluss.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadfluss.JourneyTest;
import io.leadfluss.consent.Consents;
import io.leadfluss.consent.LegalBasis;
import io.leadfluss.consent.Purpose;
import io.leadfluss.lead.Facts;
import io.leadfluss.lead.InvalidAddress;
import io.leadfluss.lead.Leads;
import io.leadfluss.lead.Stage;
import java.math.BigDecimal;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@JourneyTest
class OrdersTests {

    private final String email = "otto@" + UUID.randomUUID() + ".example";
    private final String number = UUID.randomUUID().toString();

    @Autowired
    Orders orders;
    @Autowired
    Leads leads;
    @Autowired
    Facts facts;
    @Autowired
    Consents consents;
    @Autowired
    JdbcClient jdbc;

    @Test
    void makesWhoeverOrdersACustomer() {
        long lead = orders.place(email, number, new BigDecimal("1999.90"));

        assertThat(leads.get(lead).stage()).isEqualTo(Stage.CUSTOMER);
        assertThat(facts.exists(lead, "OrderPlaced", number)).isTrue();
        assertThat(jdbc.sql("SELECT amount FROM purchase WHERE order_number = :number").param("number", number).query(BigDecimal.class).single())
                .isEqualByComparingTo("1999.90");
    }

    @Test
    void countsAnOrderOnce() {
        long lead = orders.place(email, number, BigDecimal.ONE);
        orders.place(email, number, BigDecimal.ONE);

        assertThat(facts.of(lead, 10)).filteredOn(fact -> fact.kind().equals("OrderPlaced")).hasSize(1);
    }

    @Test
    void keepsThatTheCustomerWasToldThatItMayObject() {
        long lead = orders.place(email, number, BigDecimal.ONE, "software", "checkout-3");

        assertThat(consents.basis(lead, Purpose.NEWSLETTER, "software")).isEqualTo(LegalBasis.EXISTING_CUSTOMER);
        assertThat(consents.allowed(lead)).isEmpty();
    }

    @Test
    void takesNoSaleByHalves() {
        assertThatThrownBy(() -> orders.place(email, number, null, "software", null)).hasMessageStartingWith("noticeVersion");
        assertThatThrownBy(() -> orders.place(email, number, null, null, "checkout-3")).hasMessageStartingWith("productGroup");
        assertThatThrownBy(() -> orders.place(email, number, null, "Software!", "checkout-3")).hasMessageStartingWith("productGroup");
        assertThat(leads.findByEmailKey(email)).isEmpty();
    }

    @Test
    void namesWhatIsWrong() {
        assertThatThrownBy(() -> orders.place("nobody", number, null)).isInstanceOf(InvalidAddress.class);
        assertThatThrownBy(() -> orders.place(email, " ", null)).hasMessageStartingWith("orderNumber");
        assertThatThrownBy(() -> orders.place(email, number, new BigDecimal("-1"))).hasMessageStartingWith("amount");
        assertThat(leads.findByEmailKey(email)).isEmpty();
    }
}
