package com.steveslist.infra.payment;

import com.steveslist.command.payment.PaymentGateway;
import com.steveslist.command.payment.PaymentOutcomeUnknownException;
import com.steveslist.events.money.Money;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.refund.RefundId;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Any provider, made safe to call: every call ends within a time-out, few are in flight, and a provider that fails half of the time is
 * left alone for a while. Whatever is not a clear answer becomes a {@link PaymentOutcomeUnknownException}; trying again is up to the
 * caller. Refusals are answers, no failures.
 *
 * <p>The same call that fails again says nothing new about the provider, so it counts as a failure only once: a few cards that hang
 * for ever, retried all the time, must not close the shop to everybody else.
 */
public final class ResilientGateway implements PaymentGateway {

    private final PaymentGateway provider;
    private final Resilience resilience;
    private final MeterRegistry registry;
    private final CircuitBreaker circuit;
    private final Semaphore inFlight;
    private final FailedCalls failedCalls = new FailedCalls();

    ResilientGateway(PaymentGateway provider, Resilience resilience, MeterRegistry registry) {
        this.provider = provider;
        this.resilience = resilience;
        this.registry = registry;
        this.inFlight = new Semaphore(resilience.callsInFlight());
        this.circuit = CircuitBreaker.of(
                provider.name(),
                CircuitBreakerConfig.custom()
                        .failureRateThreshold(50)
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(resilience.window())
                        .minimumNumberOfCalls(resilience.window())
                        .waitDurationInOpenState(resilience.openFor())
                        .permittedNumberOfCallsInHalfOpenState(resilience.probes())
                        .build());
        Gauge.builder("payment.circuit.open", circuit, c -> c.getState() == CircuitBreaker.State.CLOSED ? 0 : 1)
                .description("1 while the payment provider is left alone, or probed")
                .register(registry);
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public Authorization authorize(PaymentId payment, Money amount, String paymentMethodId) {
        return call("authorize", payment.value(), () -> provider.authorize(payment, amount, paymentMethodId));
    }

    @Override
    public Capture capture(PaymentId payment, Money amount) {
        return call("capture", payment.value(), () -> provider.capture(payment, amount));
    }

    @Override
    public Cancellation cancel(PaymentId payment) {
        return call("cancel", payment.value(), () -> provider.cancel(payment));
    }

    @Override
    public RefundOutcome refund(PaymentId payment, RefundId refund, Money amount) {
        return call("refund", refund.value(), () -> provider.refund(payment, refund, amount));
    }

    private <T> T call(String operation, String id, Callable<T> call) {
        if (!circuit.tryAcquirePermission()) {
            count(operation, "circuit_open", 0);
            throw new PaymentOutcomeUnknownException("the circuit to " + name() + " is open", null);
        }
        if (!inFlight.tryAcquire()) {
            circuit.releasePermission();
            count(operation, "overloaded", 0);
            throw new PaymentOutcomeUnknownException("too many calls to " + name() + " are under way", null);
        }
        String key = operation + ' ' + id;
        long start = System.nanoTime();
        try {
            T answer = inTime(call);
            failedCalls.forget(key);
            circuit.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            count(operation, "answered", System.nanoTime() - start);
            return answer;
        } catch (PaymentOutcomeUnknownException unknown) {
            failed(key, unknown, System.nanoTime() - start);
            count(operation, "unknown", System.nanoTime() - start);
            throw unknown;
        } catch (RuntimeException | Error mistake) {
            // Ours, such as an id with two amounts: it says nothing about the provider.
            circuit.releasePermission();
            count(operation, "error", System.nanoTime() - start);
            throw mistake;
        }
    }

    private void failed(String key, PaymentOutcomeUnknownException unknown, long nanos) {
        if (failedCalls.add(key)) {
            circuit.onError(nanos, TimeUnit.NANOSECONDS, unknown);
        } else {
            circuit.releasePermission();
        }
    }

    private <T> T inTime(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = Thread.ofVirtual().name("payment-" + name()).start(() -> {
            try {
                task.run();
            } finally {
                inFlight.release();
            }
        });
        try {
            return task.get(resilience.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            throw new PaymentOutcomeUnknownException(
                    name() + " did not answer within " + resilience.timeout().toMillis() + " ms", e);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new PaymentOutcomeUnknownException("interrupted while " + name() + " was asked", e);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    private RuntimeException unwrapped(ExecutionException failure) {
        return switch (failure.getCause()) {
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            case null, default -> new PaymentOutcomeUnknownException(name() + " broke off", failure.getCause());
        };
    }

    private void count(String operation, String outcome, long nanos) {
        Timer.builder("payment.calls")
                .description("calls of the payment provider")
                .tag("operation", operation)
                .tag("outcome", outcome)
                .register(registry)
                .record(Duration.ofNanos(nanos));
    }
}
