package com.steveslist.api.listing;

import com.steveslist.api.command.Writes;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.input.Body;
import com.steveslist.command.dispatch.Caller;
import com.steveslist.command.dispatch.CommandContext;
import com.steveslist.command.dispatch.CommandRejectedException;
import com.steveslist.command.dispatch.CommandUnavailableException;
import com.steveslist.command.dispatch.CommandUnavailableException.Reason;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.dispatch.DispatchRejection;
import com.steveslist.command.listing.ListingCommand.Change;
import com.steveslist.command.listing.ListingCommand.Create;
import com.steveslist.command.listing.ListingState;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.log.LogPosition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Carries out rows of imports, read as {@code POST} and {@code PATCH /v1/listings} read their bodies. What an export says beyond what can
 * be set is passed over, so that an exported row can be imported again.
 */
@Component
public final class ListingRows {

    /** What can be set, in the order of an export. */
    public static final List<String> FIELDS = List.of(
            "status", "name", "description", "category", "labels", "price_amount", "price_currency", "country", "city", "latitude",
            "longitude", "quantity", "attributes", "photos");

    /** What a listing says about itself. */
    public static final Set<String> READ_ONLY =
            Set.of("id", "seller_id", "quantity_available", "removal_reason", "created_at", "updated_at", "version");

    private static final int TRIES = 20;

    private final Writes writes;
    private final Commands commands;

    ListingRows(Writes writes, Commands commands) {
        this.writes = writes;
        this.commands = commands;
    }

    /** What a row did. */
    public enum Outcome {
        CREATED,
        UPDATED,
        UNCHANGED
    }

    /** @param at the place in the log that shows it */
    public record Done(Outcome outcome, LogPosition at) {}

    /** Throws {@link ApiException} when this row cannot make a listing. */
    public void check(ObjectNode row) {
        ListingInput.read(Body.of(settable(row)));
    }

    /** Makes a listing of this id. Again changes nothing. */
    public Done create(ListingId id, AccountId seller, ObjectNode row, CommandContext context) {
        ListingInput input = ListingInput.read(Body.of(settable(row)));
        boolean publish = input.published() == null || input.published();
        Decided<ListingState> decided =
                writes.send(new Create(id, seller, input.details(), input.quantity(), publish), context);
        return new Done(Outcome.CREATED, decided.at());
    }

    /** The seller's listing of this id; empty when there is none. */
    public Optional<Decided<ListingState>> find(ListingId id, AccountId seller) {
        return commands.find(ListingState.class, id).filter(found -> found.state().seller().equals(seller));
    }

    /**
     * Changes what a row names of a listing, and nothing else of it.
     *
     * @param context with an idempotency key
     * @param again whether the row may have been carried out already: then what it did is asked for, also when there is nothing left to do
     */
    public Done merge(Decided<ListingState> found, AccountId seller, ObjectNode row, CommandContext context, boolean again) {
        Decided<ListingState> known = found;
        for (int tries = 0; tries < TRIES; tries++) {
            ListingInput input = read(known.state(), row);
            boolean publish = Boolean.TRUE.equals(input.published());
            boolean nothing = changesNothing(known.state(), input, publish);
            if (nothing && !again) {
                return new Done(Outcome.UNCHANGED, known.at());
            }
            Change change =
                    new Change(known.state().id(), Caller.account(seller), input.details(), input.quantity(), publish);
            try {
                Decided<ListingState> decided = writes.send(change, context.expecting(known.version()));
                boolean changed = decided.replayed() || decided.version() > known.version();
                return new Done(changed ? Outcome.UPDATED : Outcome.UNCHANGED, decided.at());
            } catch (CommandRejectedException e) {
                if (e.rejection() != DispatchRejection.VERSION_MISMATCH) {
                    if (nothing) {
                        return new Done(Outcome.UNCHANGED, known.at());
                    }
                    throw e;
                }
                known = find(known.state().id(), seller).orElseThrow();
            }
        }
        throw new CommandUnavailableException(Reason.CONTENDED, "others were faster each time", null);
    }

    private static ListingInput read(ListingState known, ObjectNode row) {
        ObjectNode patch = settable(row);
        boolean saysNothingNew = patch.path("status").isString()
                && patch.path("status").stringValue().equals(known.status().name().toLowerCase(Locale.ROOT));
        if (saysNothingNew) {
            patch.remove("status");
        }
        ListingInput input = new ListingPatch(patch).applyTo(known);
        if (Boolean.FALSE.equals(input.published())) {
            throw ApiException.of(
                    ErrorCode.INVALID_STATE, "Only a listing that was never published is a draft. To take it off the market, withdraw it.");
        }
        return input;
    }

    private static boolean changesNothing(ListingState known, ListingInput input, boolean publish) {
        boolean hidden = known.status() == ListingState.Status.DRAFT || known.status() == ListingState.Status.WITHDRAWN;
        return input.details().equals(known.details()) && input.quantity() == known.quantity() && !(publish && hidden);
    }

    private static ObjectNode settable(ObjectNode row) {
        ObjectNode settable = row.deepCopy();
        settable.remove(READ_ONLY);
        settable.remove("key");
        return settable;
    }
}
