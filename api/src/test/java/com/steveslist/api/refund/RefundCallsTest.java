package com.steveslist.api.refund;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.client.Answer;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PrintsTheLog.class)
class RefundCallsTest {

    private final Person seller = Person.newcomer("Sally Seller");
    private final Person buyer = Person.newcomer("Billy Buyer");

    @Test
    void a_refund_is_there_as_soon_as_it_was_asked_for_also_without_a_token() {
        String lamp = seller.lists("Lamp", 3, 900, Map.of()).text("id");
        String order = buyer.buys(lamp, 1, "pm_card_ok").data().path("orders").path(0).path("id").asString();
        for (int i = 0; i < 20; i++) {
            Answer asked = seller.calls().post("/v1/orders/" + order + "/refunds", Map.of("amount", 10), Person.newKey());
            assertThat(seller.calls().get("/v1/refunds/" + asked.text("id")).status()).isEqualTo(200);
        }
    }

    @Test
    void one_that_nobody_asked_for_is_not_found() {
        assertThat(seller.calls().get("/v1/refunds/ref_01m83ghyzh0yarq7n4cxyd4wyz").status()).isEqualTo(404);
    }
}
