package com.steveslist.api.listing;

import com.steveslist.api.command.Writes;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.RequiresHeader;
import com.steveslist.api.http.RequiresScope;
import com.steveslist.api.security.Scope;
import com.steveslist.command.dispatch.CommandRejectedException;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.listing.ListingCommand.Change;
import com.steveslist.command.listing.ListingCommand.Create;
import com.steveslist.command.listing.ListingCommand.Publish;
import com.steveslist.command.listing.ListingCommand.Withdraw;
import com.steveslist.command.listing.ListingRejection;
import com.steveslist.command.listing.ListingState;
import com.steveslist.events.listing.ListingId;
import java.util.function.Function;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/** What sellers do with {@code /v1/listings}. The listing itself decides whose it is and what its state allows. */
@Controller
final class SellingController {

    private final Writes writes;

    SellingController(Writes writes) {
        this.writes = writes;
    }

    @PostMapping("/v1/listings")
    @RequiresScope(Scope.LISTINGS_WRITE)
    Answer create(Call call) {
        call.params().done();
        ListingInput input = ListingInput.read(call.body());
        ListingId id = ListingId.next();
        boolean publish = input.published() == null || input.published();
        Decided<ListingState> decided = writes.send(
                new Create(id, call.account(), input.details(), input.quantity(), publish), writes.context(call, id));
        ListingResource listing = ListingResource.of(decided);
        return described(Answer.created(call.origin() + "/v1/listings/" + listing.id(), listing), listing, decided);
    }

    @PutMapping("/v1/listings/{id}")
    @RequiresScope(Scope.LISTINGS_WRITE)
    @RequiresHeader(RequiresHeader.Name.IF_MATCH)
    Answer replace(Call call) {
        call.params().done();
        ListingInput input = ListingInput.read(call.body());
        return changed(call, known -> input);
    }

    @PatchMapping("/v1/listings/{id}")
    @RequiresScope(Scope.LISTINGS_WRITE)
    Answer patch(Call call) {
        call.params().done();
        ListingPatch patch = ListingPatch.read(call.json());
        return changed(call, patch::applyTo);
    }

    private Answer changed(Call call, Function<ListingState, ListingInput> change) {
        ListingId id = id(call);
        Decided<ListingState> decided = writes.patch(call, id, ListingState.class, known -> {
            // Who it does not belong to learns that from the listing, whatever they wanted to change.
            ListingInput input = known.seller().equals(call.account())
                    ? change.apply(known)
                    : new ListingInput(known.details(), known.quantity(), null);
            requireNotBackToDraft(known, input);
            return new Change(
                    id, call.caller(), input.details(), input.quantity(), Boolean.TRUE.equals(input.published()));
        })
                .orElseThrow(() -> new CommandRejectedException(ListingRejection.NOT_FOUND, "There is no such listing."));
        return shown(decided);
    }

    private static void requireNotBackToDraft(ListingState known, ListingInput input) {
        if (Boolean.FALSE.equals(input.published()) && known.status() != ListingState.Status.DRAFT) {
            throw ApiException.of(
                    ErrorCode.INVALID_STATE, "Only a listing that was never published is a draft. To take it off the market, withdraw it.");
        }
    }

    @PostMapping("/v1/listings/{id}/publish")
    @RequiresScope(Scope.LISTINGS_WRITE)
    Answer publish(Call call) {
        call.params().done();
        call.noBody();
        return shown(writes.send(call, new Publish(id(call), call.caller()), ListingState.class));
    }

    @PostMapping("/v1/listings/{id}/withdraw")
    @RequiresScope(Scope.LISTINGS_WRITE)
    Answer withdraw(Call call) {
        call.params().done();
        call.noBody();
        return shown(writes.send(call, new Withdraw(id(call), call.caller()), ListingState.class));
    }

    @DeleteMapping("/v1/listings/{id}")
    @RequiresScope(Scope.LISTINGS_WRITE)
    Answer delete(Call call) {
        call.params().done();
        call.noBody();
        Decided<ListingState> decided =
                writes.send(call, new Withdraw(id(call), call.caller()), ListingState.class);
        return Answer.nothing().at(decided.at());
    }

    private static ListingId id(Call call) {
        return call.id(ListingId::new, "listing");
    }

    private static Answer shown(Decided<ListingState> decided) {
        ListingResource listing = ListingResource.of(decided);
        return described(Answer.ok(listing), listing, decided);
    }

    private static Answer described(Answer answer, ListingResource listing, Decided<ListingState> decided) {
        return answer.version(listing.version(), listing.updatedAt()).at(decided.at()).replayed(decided.replayed());
    }
}
