package com.steveslist.command.checkout;

import static com.steveslist.command.checkout.CheckoutRejection.CART_EMPTY;
import static com.steveslist.command.checkout.CheckoutRejection.INVALID_STATE;
import static com.steveslist.command.checkout.CheckoutRejection.MIXED_CURRENCIES;
import static com.steveslist.command.checkout.CheckoutRejection.NOT_FOUND;
import static com.steveslist.command.checkout.CheckoutRejection.TOTAL_TOO_LARGE;
import static com.steveslist.command.dispatch.Decision.accept;
import static com.steveslist.command.dispatch.Decision.nothingToDo;
import static com.steveslist.command.dispatch.Decision.reject;
import static java.util.Objects.requireNonNull;

import com.steveslist.command.checkout.CheckoutCommand.Complete;
import com.steveslist.command.checkout.CheckoutCommand.Fail;
import com.steveslist.command.checkout.CheckoutCommand.Price;
import com.steveslist.command.checkout.CheckoutCommand.RecordPayment;
import com.steveslist.command.checkout.CheckoutCommand.RejectLine;
import com.steveslist.command.checkout.CheckoutCommand.Start;
import com.steveslist.command.checkout.CheckoutState.Outcome;
import com.steveslist.command.dispatch.Audience;
import com.steveslist.command.dispatch.DecidedAggregate;
import com.steveslist.command.dispatch.Decision;
import com.steveslist.command.dispatch.Delivery;
import com.steveslist.command.dispatch.Occurrence;
import com.steveslist.command.dispatch.Ruling;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.checkout.CheckoutEvent;
import com.steveslist.events.checkout.CheckoutEvent.SellerOrder;
import com.steveslist.events.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Where it is decided, once, whether a checkout succeeds or fails. {@code checkout.paid} is the point of no return: before it, it can
 * only fail; after it, it can only complete.
 */
@AggregateRoot(type = Checkout.NAME)
final class Checkout extends DecidedAggregate<CheckoutState, CheckoutCommand> {

    static final String NAME = "checkout";

    @CommandHandler(commandName = NAME)
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Ruling<CheckoutState> handle(CheckoutCommand command, @MetaDataValue(Delivery.METADATA) Delivery delivery) {
        return rule(command, delivery);
    }

    @Override
    protected Decision decide(@Nullable CheckoutState before, CheckoutCommand command) {
        if (before == null) {
            return command instanceof Start start ? start(start) : reject(NOT_FOUND, "There is no such checkout.");
        }
        boolean canFail = before.outcome() instanceof Outcome.Processing(boolean paid) && !paid;
        return switch (command) {
            case Start start -> nothingToDo();
            case RejectLine line -> canFail ? rejectLine(before, line) : nothingToDo();
            case Price price -> canFail ? price(before, price) : nothingToDo();
            case RecordPayment payment -> recordPayment(before);
            case Complete complete -> complete(before);
            case Fail fail -> canFail ? accept(failed(before, fail)) : nothingToDo();
        };
    }

    private static Decision start(Start start) {
        if (start.lines().isEmpty()) {
            return reject(CART_EMPTY, "There is nothing in the cart that is not being bought already.");
        }
        Set<String> currencies = currencies(start);
        if (currencies.size() > 1) {
            return reject(
                    MIXED_CURRENCIES,
                    "The items are priced in " + String.join(" and ", currencies) + ". Buy them in one checkout a currency.");
        }
        Money quotedTotal;
        try {
            quotedTotal = quotedTotal(start);
        } catch (ArithmeticException outOfBounds) {
            return reject(TOTAL_TOO_LARGE, "The total is larger than any payment can be. Buy less at once.");
        }
        return accept(new CheckoutEvent.Started(
                start.target(),
                start.buyer(),
                start.payment(),
                start.lines(),
                start.paymentMethodId(),
                start.shippingAddress(),
                quotedTotal));
    }

    private static Set<String> currencies(Start start) {
        Stream<Money> stated = start.lines().stream().map(CheckoutEvent.Line::statedPrice).filter(Objects::nonNull);
        return Stream.concat(stated, start.unitPrices().values().stream())
                .map(price -> price.currency().code())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Null when a line has no price today. Throws {@link ArithmeticException} when no amount of money is that large. */
    private static @Nullable Money quotedTotal(Start start) {
        Money total = null;
        boolean complete = true;
        for (CheckoutEvent.Line line : start.lines()) {
            Money unitPrice = start.unitPrices().get(line.listingId());
            if (unitPrice == null) {
                complete = false;
            } else {
                Money cost = unitPrice.times(line.quantity());
                total = total == null ? cost : total.plus(cost);
            }
        }
        return complete ? total : null;
    }

    private static Decision rejectLine(CheckoutState before, RejectLine line) {
        return accept(
                new CheckoutEvent.LineRejected(before.id(), line.listing(), line.reason(), line.detail()),
                new CheckoutEvent.Failed(before.id(), before.buyer(), line.reason(), line.detail()));
    }

    private static Decision price(CheckoutState before, Price price) {
        return before.orders().isEmpty()
                ? accept(new CheckoutEvent.Priced(before.id(), before.buyer(), price.orders(), price.total()))
                : nothingToDo();
    }

    private static Decision recordPayment(CheckoutState before) {
        return switch (before.outcome()) {
            case Outcome.Processing(boolean paid) when before.orders().isEmpty() ->
                reject(INVALID_STATE, "This checkout is not priced yet.");
            case Outcome.Processing(boolean paid) ->
                paid ? nothingToDo() : accept(new CheckoutEvent.Paid(before.id(), before.payment()));
            case Outcome.Completed completed -> nothingToDo();
            case Outcome.Failed failed -> reject(INVALID_STATE, "This checkout has failed already: " + failed.detail());
        };
    }

    private static Decision complete(CheckoutState before) {
        return switch (before.outcome()) {
            case Outcome.Processing(boolean paid) ->
                paid
                        ? accept(new CheckoutEvent.Completed(
                                before.id(),
                                before.buyer(),
                                before.payment(),
                                before.orders(),
                                requireNonNull(before.total())))
                        : reject(INVALID_STATE, "This checkout is not paid yet.");
            case Outcome.Completed completed -> nothingToDo();
            case Outcome.Failed failed -> reject(INVALID_STATE, "This checkout has failed already: " + failed.detail());
        };
    }

    private static CheckoutEvent.Failed failed(CheckoutState before, Fail fail) {
        return new CheckoutEvent.Failed(before.id(), before.buyer(), fail.reason(), fail.detail());
    }

    @Override
    protected CheckoutState evolve(@Nullable CheckoutState before, Occurrence occurrence) {
        Instant at = occurrence.at();
        CheckoutEvent event = (CheckoutEvent) occurrence.event();
        if (event instanceof CheckoutEvent.Started started) {
            return started(started, at);
        }
        CheckoutState known = requireNonNull(before);
        return switch (event) {
            case CheckoutEvent.Started started -> throw new IllegalStateException("a checkout starts once");
            case CheckoutEvent.LineRejected rejected -> next(known, known.total(), known.orders(), known.outcome(), at);
            case CheckoutEvent.Priced priced -> next(known, priced.total(), priced.orders(), known.outcome(), at);
            case CheckoutEvent.Paid paid -> next(known, known.total(), known.orders(), new Outcome.Processing(true), at);
            case CheckoutEvent.Completed completed ->
                next(known, completed.total(), completed.orders(), new Outcome.Completed(), at);
            case CheckoutEvent.Failed failed ->
                next(known, known.total(), known.orders(), new Outcome.Failed(failed.reason(), failed.detail()), at);
        };
    }

    private static CheckoutState started(CheckoutEvent.Started started, Instant at) {
        return new CheckoutState(
                started.checkoutId(),
                started.buyerId(),
                started.paymentId(),
                started.lines(),
                started.paymentMethodId(),
                started.shippingAddress(),
                started.quotedTotal(),
                List.of(),
                new Outcome.Processing(false),
                at,
                at);
    }

    private static CheckoutState next(
            CheckoutState known, @Nullable Money total, List<SellerOrder> orders, Outcome outcome, Instant at) {
        return new CheckoutState(
                known.id(),
                known.buyer(),
                known.payment(),
                known.lines(),
                known.paymentMethodId(),
                known.shippingAddress(),
                total,
                orders,
                outcome,
                known.createdAt(),
                at);
    }

    @Override
    protected Audience audience(@Nullable CheckoutState before, DomainEvent event) {
        return Audience.of(before != null ? before.buyer() : ((CheckoutEvent.Started) event).buyerId());
    }
}
