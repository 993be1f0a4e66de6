package com.steveslist.command.listing;

import static com.steveslist.command.dispatch.Decision.accept;
import static com.steveslist.command.dispatch.Decision.nothingToDo;
import static com.steveslist.command.dispatch.Decision.reject;
import static com.steveslist.command.listing.ListingRejection.INVALID_STATE;
import static com.steveslist.command.listing.ListingRejection.NOT_FOUND;
import static com.steveslist.command.listing.ListingRejection.NOT_YOURS;
import static com.steveslist.command.listing.ListingRejection.QUANTITY_TOO_LOW;
import static com.steveslist.command.listing.ListingState.Status.DRAFT;
import static com.steveslist.command.listing.ListingState.Status.PUBLISHED;
import static com.steveslist.command.listing.ListingState.Status.REMOVED;
import static com.steveslist.command.listing.ListingState.Status.SOLD_OUT;
import static com.steveslist.command.listing.ListingState.Status.WITHDRAWN;

import com.steveslist.command.dispatch.Audience;
import com.steveslist.command.dispatch.Caller;
import com.steveslist.command.dispatch.Decision;
import com.steveslist.command.dispatch.DecidedAggregate;
import com.steveslist.command.dispatch.Delivery;
import com.steveslist.command.dispatch.Occurrence;
import com.steveslist.command.dispatch.Ruling;
import com.steveslist.command.listing.ListingCommand.Change;
import com.steveslist.command.listing.ListingCommand.Create;
import com.steveslist.command.listing.ListingCommand.Publish;
import com.steveslist.command.listing.ListingCommand.Release;
import com.steveslist.command.listing.ListingCommand.Remove;
import com.steveslist.command.listing.ListingCommand.Reserve;
import com.steveslist.command.listing.ListingCommand.Return;
import com.steveslist.command.listing.ListingCommand.Sell;
import com.steveslist.command.listing.ListingCommand.Withdraw;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.listing.ListingEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A thing for sale and its stock. What a seller does with it is decided here, what checkouts do with its units in {@link Stock}. */
@AggregateRoot(type = Listing.NAME)
final class Listing extends DecidedAggregate<ListingState, ListingCommand> {

    static final String NAME = "listing";

    @CommandHandler(commandName = NAME)
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Ruling<ListingState> handle(ListingCommand command, @MetaDataValue(Delivery.METADATA) Delivery delivery) {
        return rule(command, delivery);
    }

    @Override
    protected Decision decide(@Nullable ListingState before, ListingCommand command) {
        if (before == null) {
            return command instanceof Create create ? create(create) : unknown();
        }
        return switch (command) {
            case Create create -> nothingToDo();
            case Change change -> ifAllowed(before, change.caller(), () -> change(before, change));
            case Publish publish -> ifAllowed(before, publish.caller(), () -> publish(before, publish));
            case Withdraw withdraw -> ifAllowed(before, withdraw.caller(), () -> withdraw(before));
            case Remove remove -> remove(before, remove);
            case Reserve reserve -> Stock.reserve(before, reserve);
            case Release release -> Stock.release(before, release);
            case Sell sell -> Stock.sell(before, sell);
            case Return back -> Stock.giveBack(before, back);
        };
    }

    private static Decision create(Create create) {
        List<DomainEvent> events = new ArrayList<>();
        events.add(new ListingEvent.Drafted(create.target(), create.seller(), create.details(), create.quantity()));
        if (create.publish()) {
            events.add(new ListingEvent.Published(create.target()));
            if (create.quantity() == 0) {
                events.add(new ListingEvent.SoldOut(create.target()));
            }
        }
        return accept(events);
    }

    private static Decision change(ListingState before, Change change) {
        if (before.status() == REMOVED) {
            return removed();
        }
        long taken = before.sold() + before.reserved();
        if (change.quantity() < taken) {
            return reject(QUANTITY_TOO_LOW, "quantity counts every unit ever listed; " + taken
                    + " are sold or reserved already, so it cannot be less than " + taken + ".");
        }
        List<DomainEvent> events = new ArrayList<>();
        if (!change.details().equals(before.details()) || change.quantity() != before.quantity()) {
            events.add(new ListingEvent.Changed(before.id(), change.details(), change.quantity()));
        }
        boolean published = before.status() == PUBLISHED;
        boolean goesPublic = change.publish() && (before.status() == DRAFT || before.status() == WITHDRAWN);
        boolean soldOut = change.quantity() == before.sold();
        if (goesPublic || before.status() == SOLD_OUT && !soldOut) {
            events.add(new ListingEvent.Published(before.id()));
        }
        if (soldOut && (published || goesPublic)) {
            events.add(new ListingEvent.SoldOut(before.id()));
        }
        return accept(events);
    }

    private static Decision publish(ListingState before, Publish publish) {
        if (before.status() == REMOVED && publish.caller().role() == Caller.Role.ACCOUNT) {
            return removed();
        }
        if (before.status() == PUBLISHED || before.status() == SOLD_OUT) {
            return nothingToDo();
        }
        ListingEvent.Published published = new ListingEvent.Published(before.id());
        return before.quantity() == before.sold()
                ? accept(published, new ListingEvent.SoldOut(before.id()))
                : accept(published);
    }

    private static Decision withdraw(ListingState before) {
        return switch (before.status()) {
            case DRAFT, PUBLISHED, SOLD_OUT -> accept(new ListingEvent.Withdrawn(before.id()));
            case WITHDRAWN -> nothingToDo();
            case REMOVED -> removed();
        };
    }

    private static Decision remove(ListingState before, Remove remove) {
        if (remove.caller().role() == Caller.Role.ACCOUNT) {
            return ifAllowed(before, remove.caller(), () -> reject(NOT_YOURS, "Only staff remove listings; withdraw it instead."));
        }
        return before.status() == REMOVED
                ? nothingToDo()
                : accept(new ListingEvent.Removed(before.id(), remove.reason()));
    }

    private static Decision ifAllowed(ListingState before, Caller caller, Supplier<Decision> decision) {
        if (caller.mayActFor(before.seller())) {
            return decision.get();
        }
        boolean isPublic = before.status() == PUBLISHED || before.status() == SOLD_OUT;
        return isPublic ? reject(NOT_YOURS, "Only its seller may change a listing.") : unknown();
    }

    private static Decision unknown() {
        return reject(NOT_FOUND, "There is no such listing.");
    }

    private static Decision removed() {
        return reject(INVALID_STATE, "This listing was removed by staff and cannot be changed. removal_reason says why.");
    }

    @Override
    protected ListingState evolve(@Nullable ListingState before, Occurrence occurrence) {
        return ListingEvolution.evolve(before, occurrence);
    }

    /** A listing and its stock are the seller's; who the buyers are is told by orders. */
    @Override
    protected Audience audience(@Nullable ListingState before, DomainEvent event) {
        return before != null
                ? Audience.of(before.seller())
                : Audience.of(((ListingEvent.Drafted) event).sellerId());
    }
}
