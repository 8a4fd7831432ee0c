package io.leadfluss.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadfluss.JourneyTest;
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
    void namesWhatIsWrong() {
        assertThatThrownBy(() -> orders.place("nobody", number, null)).isInstanceOf(InvalidAddress.class);
        assertThatThrownBy(() -> orders.place(email, " ", null)).hasMessageStartingWith("orderNumber");
        assertThatThrownBy(() -> orders.place(email, number, new BigDecimal("-1"))).hasMessageStartingWith("amount");
        assertThat(leads.findByEmailKey(email)).isEmpty();
    }
}
