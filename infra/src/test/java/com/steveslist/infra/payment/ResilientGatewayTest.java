package com.steveslist.infra.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.command.payment.PaymentGateway;
import com.steveslist.command.payment.PaymentGateway.Authorization;
import com.steveslist.command.payment.PaymentOutcomeUnknownException;
import com.steveslist.events.money.Money;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.infra.payment.stevepay.StevePayServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ResilientGatewayTest {

    private static final Money PRICE = Money.of(500, "usd");
    private static final Resilience QUICK =
            new Resilience(Duration.ofMillis(500), 64, 10, Duration.ofMillis(300), 2);

    private static final Duration HANGS = Duration.ofSeconds(30);
    private static final StevePayServer SERVER = new StevePayServer();

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PaymentGateway gateway =
            new ResilientGateway(SERVER.provider(HANGS), QUICK, registry);

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void a_call_that_hangs_ends_in_time_with_an_unknown_outcome_and_the_hold_is_in_the_providers_books() {
        PaymentId payment = PaymentId.next();
        long start = System.nanoTime();
        assertThatThrownBy(() -> authorize(payment, "pm_card_timeout")).isInstanceOf(PaymentOutcomeUnknownException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(QUICK.timeout(), HANGS.dividedBy(2));
        assertThat(SERVER.books().balance(payment)).hasValueSatisfying(hold -> assertThat(hold.held()).isEqualTo(500));
    }

    @Test
    void a_refusal_is_an_answer_and_never_opens_the_circuit() {
        for (int i = 0; i < 30; i++) {
            assertThat(authorize(PaymentId.next(), "pm_card_declined")).isInstanceOf(Authorization.Declined.class);
        }
        assertThat(authorize(PaymentId.next(), "pm_card_ok")).isInstanceOf(Authorization.Authorized.class);
        assertThat(circuitOpen()).isZero();
    }

    @Test
    void a_mistake_of_ours_is_passed_on_and_never_opens_the_circuit() {
        PaymentId payment = PaymentId.next();
        authorize(payment, "pm_card_ok");
        for (int i = 0; i < 30; i++) {
            assertThatThrownBy(() -> gateway.capture(payment, Money.of(1, "usd"))).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(circuitOpen()).isZero();
    }

    @Test
    void one_card_that_hangs_however_often_it_is_tried_does_not_close_the_shop_to_others() {
        PaymentId hanging = PaymentId.next();
        inParallel(30, i -> authorize(hanging, "pm_card_timeout"));
        assertThat(authorize(PaymentId.next(), "pm_card_ok")).isInstanceOf(Authorization.Authorized.class);
        assertThat(circuitOpen()).isZero();
    }

    @Test
    void a_provider_that_fails_half_of_the_time_is_left_alone_and_tried_again_later() {
        inParallel(5, i -> authorize(PaymentId.next(), "pm_card_timeout"));
        for (int i = 0; i < 5; i++) {
            authorize(PaymentId.next(), "pm_card_ok");
        }
        assertThat(circuitOpen()).isOne();
        assertThatThrownBy(() -> authorize(PaymentId.next(), "pm_card_ok"))
                .isInstanceOf(PaymentOutcomeUnknownException.class)
                .hasMessageContaining("circuit");

        Awaitility.await()
                .ignoreException(PaymentOutcomeUnknownException.class)
                .untilAsserted(() -> assertThat(authorize(PaymentId.next(), "pm_card_ok"))
                        .isInstanceOf(Authorization.Authorized.class));
        authorize(PaymentId.next(), "pm_card_ok");
        assertThat(circuitOpen()).isZero();
    }

    @Test
    void more_calls_than_are_bearable_are_refused_at_once() {
        Resilience narrow = new Resilience(Duration.ofSeconds(2), 1, 10, Duration.ofSeconds(1), 1);
        PaymentGateway crowded = new ResilientGateway(SERVER.provider(HANGS), narrow, new SimpleMeterRegistry());
        PaymentId first = PaymentId.next();
        CompletableFuture<?> hanging = CompletableFuture.runAsync(() -> crowded.authorize(first, PRICE, "pm_card_timeout"));
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> SERVER.books().balance(first).isPresent());
        assertThatThrownBy(() -> crowded.authorize(PaymentId.next(), PRICE, "pm_card_ok"))
                .isInstanceOf(PaymentOutcomeUnknownException.class)
                .hasMessageContaining("too many");
        assertThatThrownBy(hanging::join).hasCauseInstanceOf(PaymentOutcomeUnknownException.class);
    }

    private Authorization authorize(PaymentId payment, String card) {
        return gateway.authorize(payment, PRICE, card);
    }

    private double circuitOpen() {
        return registry.get("payment.circuit.open").gauge().value();
    }

    private static void inParallel(int times, IntFunction<?> call) {
        CompletableFuture.allOf(IntStream.range(0, times)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> call.apply(i), Thread::startVirtualThread)
                        .exceptionally(unknown -> null))
                .toArray(CompletableFuture[]::new))
                .join();
    }
}
