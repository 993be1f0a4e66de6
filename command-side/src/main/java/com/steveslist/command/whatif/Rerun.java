package com.steveslist.command.whatif;

import static java.util.Objects.requireNonNull;

import com.steveslist.command.dispatch.Caller;
import com.steveslist.command.dispatch.Decision;
import com.steveslist.command.dispatch.Occurrence;
import com.steveslist.command.order.OrderCommand;
import com.steveslist.command.order.OrderRules;
import com.steveslist.command.order.OrderState;
import com.steveslist.command.order.OrderState.Stage;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.order.OrderEvent.CancelledBy;
import com.steveslist.events.refund.RefundEvent;
import com.steveslist.events.refund.RefundId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One order once more, under other rules. Used once. */
final class Rerun {

    private final ChangedPolicy policy;
    private final @Nullable Instant paidAt;
    private final Instant until;
    private @Nullable OrderState state;
    private long version = -1;
    /** Whether something did not come out as it had: from then on what happened says nothing about deadlines. */
    private boolean diverged;
    private @Nullable Deadline deadline;
    private Set<RefundId> paidBack = Set.of();
    private Set<RefundId> everAsked = Set.of();

    /**
     * What the market does by itself once its time has come.
     *
     * @param moved whether the time is another one than it was
     */
    private record Deadline(Instant due, OrderCommand command, boolean moved) {}

    /** @param paidAt when the order's checkout was paid; null when it never was */
    Rerun(ChangedPolicy policy, @Nullable Instant paidAt, Instant until) {
        this.policy = policy;
        this.paidAt = paidAt;
        this.until = until;
    }

    /** What becomes of it by the end of the log. @param stream all of its events */
    OrderState of(List<RecordedEvent> stream) {
        paidBack = refunds(stream, RefundEvent.Succeeded.class);
        everAsked = refunds(stream, RefundEvent.Requested.class);
        for (Asked asked : Asked.of(stream)) {
            reach(asked.at());
            ask(asked);
        }
        reach(until.plusNanos(1));
        return requireNonNull(state);
    }

    private static Set<RefundId> refunds(List<RecordedEvent> stream, Class<? extends RefundEvent> form) {
        return stream.stream()
                .map(RecordedEvent::event)
                .filter(form::isInstance)
                .map(event -> ((RefundEvent) event).refundId())
                .collect(Collectors.toSet());
    }

    /** Does what was due before a moment. When it is what has always been due then, the events say whether and when it was done. */
    private void reach(Instant moment) {
        Deadline next = deadline;
        if (next != null && next.due().isBefore(moment) && (next.moved() || diverged)) {
            deadline = null;
            if (decide(next.command(), next.due()) instanceof Decision.Accepted accepted && !accepted.events().isEmpty()) {
                diverged = true;
                settle(accepted, next.due());
            }
        }
    }

    private void ask(Asked asked) {
        if (isTheMarkets(asked) && (deadline == null || deadline.moved())) {
            // Its time is another one now.
            diverged = true;
            return;
        }
        Decision decision = decide(changed(asked), asked.at());
        diverged |= !(decision instanceof Decision.Accepted accepted && sameKinds(accepted.events(), asked.events()));
    }

    private static boolean isTheMarkets(Asked asked) {
        return asked.command() instanceof OrderCommand.Complete
                || asked.command() instanceof OrderCommand.Cancel cancel && cancel.by() == CancelledBy.SHIPPING_DEADLINE;
    }

    private static boolean sameKinds(List<DomainEvent> some, List<DomainEvent> others) {
        return some.stream().map(DomainEvent::getClass).toList().equals(others.stream().map(DomainEvent::getClass).toList());
    }

    /** The command with the times that the changed policy would have put into it. */
    private OrderCommand changed(Asked asked) {
        return switch (asked.command()) {
            case OrderCommand.Confirm confirm -> confirm(asked, confirm);
            case OrderCommand.Deliver deliver -> deliver(asked, deliver);
            case OrderCommand.RequestRefund request when policy.refundWindow() != null ->
                new OrderCommand.RequestRefund(
                        request.target(),
                        request.caller(),
                        request.refund(),
                        request.amount(),
                        request.reason(),
                        asked.at(),
                        policy.refundWindow());
            default -> asked.command();
        };
    }

    private OrderCommand confirm(Asked asked, OrderCommand.Confirm was) {
        Instant begins = paidAt == null ? asked.at() : paidAt;
        Instant shipBy = policy.shipBy() == null ? was.shipBy() : begins.plus(policy.shipBy());
        deadline = new Deadline(
                shipBy,
                new OrderCommand.Cancel(
                        was.target(), Caller.MARKET, CancelledBy.SHIPPING_DEADLINE, null, Asked.ofDeadline(was.target())),
                !shipBy.equals(was.shipBy()));
        return new OrderCommand.Confirm(was.target(), shipBy);
    }

    private OrderCommand deliver(Asked asked, OrderCommand.Deliver was) {
        Instant completeAt = policy.completeAfter() == null
                ? was.completeAt()
                : was.completeAt().minus(rule(asked.at(), was.completeAt())).plus(policy.completeAfter());
        if (state != null && state.stage() instanceof Stage.Shipped) {
            deadline =
                    new Deadline(completeAt, new OrderCommand.Complete(was.target()), !completeAt.equals(was.completeAt()));
        }
        return new OrderCommand.Deliver(was.target(), was.caller(), completeAt);
    }

    /**
     * The rule that a time was made by. It was added to the moment of the call, which is a little before the event's; rules are of whole
     * minutes, or of whole seconds when they are short.
     */
    private static Duration rule(Instant decidedAt, Instant deadline) {
        long unitMillis = Duration.between(decidedAt, deadline).compareTo(Duration.ofHours(1)) < 0 ? 1_000 : 60_000;
        return Duration.ofMillis(Math.ceilDiv(Duration.between(decidedAt, deadline).toMillis(), unitMillis) * unitMillis);
    }

    /** The provider pays back at once what it paid back when it was asked, and what it was never asked for. */
    private void settle(Decision.Accepted cancellation, Instant at) {
        for (DomainEvent event : cancellation.events()) {
            if (event instanceof RefundEvent.Requested requested && isPaidBack(requested.refundId())) {
                decide(new OrderCommand.SettleRefund(requested.orderId(), requested.refundId()), at);
            }
        }
    }

    private boolean isPaidBack(RefundId refund) {
        return !everAsked.contains(refund) || paidBack.contains(refund);
    }

    private Decision decide(OrderCommand command, Instant at) {
        Decision decision = OrderRules.decide(state, command);
        if (decision instanceof Decision.Accepted accepted) {
            for (DomainEvent event : accepted.events()) {
                version++;
                state = OrderRules.evolve(state, new Occurrence(event, at, version));
            }
        }
        return decision;
    }
}
