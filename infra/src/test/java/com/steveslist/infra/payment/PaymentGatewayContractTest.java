package com.steveslist.infra.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.command.payment.PaymentGateway;
import com.steveslist.events.money.Money;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.refund.RefundId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaymentGatewayContractTest {

    @Test
    void an_adapter_that_does_nothing_fails_every_test_of_the_contract() {
        List<Method> tests = Arrays.stream(PaymentGatewayContract.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .toList();
        assertThat(tests).hasSizeGreaterThan(20);
        assertThat(tests.stream().filter(PaymentGatewayContractTest::passes).map(Method::getName)).isEmpty();
    }

    private static boolean passes(Method test) {
        try {
            test.setAccessible(true);
            test.invoke(nothingDone());
            return true;
        } catch (InvocationTargetException failed) {
            return false;
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static PaymentGatewayContract nothingDone() {
        return new PaymentGatewayContract() {

            @Override
            protected PaymentGateway gateway() {
                return new Nothing();
            }

            @Override
            protected Books books(PaymentId payment) {
                return new Books(0, 0, 0);
            }

            @Override
            protected String goodCard() {
                return "any";
            }

            @Override
            protected String declinedCard() {
                return "any";
            }

            @Override
            protected String poorCard() {
                return "any";
            }

            @Override
            protected String cardWhoseCaptureFails() {
                return "any";
            }

            @Override
            protected String cardWhoseRefundFails() {
                return "any";
            }

            @Override
            protected String cardWhoseRefundFailsOnce() {
                return "any";
            }

            @Override
            protected String cardThatHangs() {
                return "any";
            }
        };
    }

    @SuppressWarnings("NullAway")
    private static final class Nothing implements PaymentGateway {

        @Override
        public String name() {
            return "nothing";
        }

        @Override
        public Authorization authorize(PaymentId payment, Money amount, String paymentMethodId) {
            return null;
        }

        @Override
        public Capture capture(PaymentId payment, Money amount) {
            return null;
        }

        @Override
        public Cancellation cancel(PaymentId payment) {
            return null;
        }

        @Override
        public RefundOutcome refund(PaymentId payment, RefundId refund, Money amount) {
            return null;
        }
    }
}
