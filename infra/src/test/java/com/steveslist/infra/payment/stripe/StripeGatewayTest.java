package com.steveslist.infra.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.command.payment.PaymentGateway;
import com.steveslist.command.payment.PaymentGateway.Authorization;
import com.steveslist.command.payment.PaymentOutcomeUnknownException;
import com.steveslist.events.money.Money;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.infra.embedded.EmbeddedServers;
import com.steveslist.infra.payment.PaymentGatewayContract;
import com.steveslist.infra.postgres.Pools;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class StripeGatewayTest extends PaymentGatewayContract {

    private static final FakeStripe STRIPE = new FakeStripe();
    private static final HikariDataSource DATA_SOURCE = dataSource();

    private static HikariDataSource dataSource() {
        EmbeddedServers.Database at = EmbeddedServers.postgres().newDatabase("stripe");
        Pools.migrate(at.url(), at.user(), at.password(), "process", "classpath:db/process");
        return Pools.pool("stripe", at.url(), at.user(), at.password(), null, 4, Duration.ofSeconds(3));
    }

    @AfterAll
    static void stop() {
        STRIPE.close();
        DATA_SOURCE.close();
    }

    @Test
    void a_card_whose_bank_wants_to_ask_its_owner_something_is_declined() {
        assertThat(gateway().authorize(payment, PRICE, "pm_card_authenticationRequired"))
                .isEqualTo(new Authorization.Declined("card_declined"));
    }

    @Test
    void a_decline_is_remembered_longer_than_stripe_remembers_keys() {
        gateway().authorize(payment, PRICE, declinedCard());
        int asked = STRIPE.confirmations();
        assertThat(gateway().authorize(payment, PRICE, goodCard())).isEqualTo(new Authorization.Declined("card_declined"));
        assertThat(STRIPE.confirmations()).isEqualTo(asked);
    }

    @Test
    void a_key_that_stripe_refuses_is_not_quoted() {
        PaymentGateway misconfigured = gateway("sk_test_mistyped");
        assertThatThrownBy(() -> misconfigured.authorize(payment, PRICE, goodCard()))
                .isInstanceOf(PaymentOutcomeUnknownException.class)
                .hasMessageNotContaining("mistyped");
        assertThat(new StripeProperties("sk_test_mistyped", STRIPE.url(), Duration.ofSeconds(1)).toString())
                .doesNotContain("mistyped");
    }

    @Test
    void amounts_are_in_stripes_units() {
        assertThat(StripeAmount.of(Money.of(1_999, "usd"))).isEqualTo(1_999);
        assertThat(StripeAmount.of(Money.of(500, "jpy"))).isEqualTo(500);
        assertThat(StripeAmount.of(Money.of(500, "isk"))).isEqualTo(50_000);
        assertThat(StripeAmount.of(Money.of(500, "mga"))).isEqualTo(5);
        assertThatThrownBy(() -> StripeAmount.of(Money.of(501, "mga"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Override
    protected PaymentGateway gateway() {
        return gateway("sk_test_fake");
    }

    private static PaymentGateway gateway(String apiKey) {
        return new StripeGateway(new StripeProperties(apiKey, STRIPE.url(), Duration.ofMillis(2_500)), DATA_SOURCE);
    }

    @Override
    protected Books books(PaymentId id) {
        return STRIPE.books(id.value());
    }

    @Override
    protected String goodCard() {
        return "pm_card_visa";
    }

    @Override
    protected String declinedCard() {
        return "pm_card_chargeDeclined";
    }

    @Override
    protected String poorCard() {
        return "pm_card_chargeDeclinedInsufficientFunds";
    }

    @Override
    protected String cardWhoseCaptureFails() {
        return "pm_card_captureFails";
    }

    @Override
    protected String cardWhoseRefundFails() {
        return "pm_card_refundFail";
    }

    @Override
    protected String cardWhoseRefundFailsOnce() {
        return "pm_card_refundBreaksOffOnce";
    }

    @Override
    protected String cardThatHangs() {
        return "pm_card_hangs";
    }
}
