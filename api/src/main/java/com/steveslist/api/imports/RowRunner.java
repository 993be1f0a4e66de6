package com.steveslist.api.imports;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.FieldError;
import com.steveslist.api.imports.RowKeys.Taken;
import com.steveslist.api.listing.ListingRows;
import com.steveslist.api.listing.ListingRows.Done;
import com.steveslist.api.listing.ListingRows.Outcome;
import com.steveslist.command.dispatch.Bar;
import com.steveslist.command.dispatch.CommandContext;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.dispatch.IdempotencyKey;
import com.steveslist.command.listing.ListingState;
import com.steveslist.events.listing.ListingId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Carries out one row. However often that is done, it does what it did the first time: a listing's id is taken before it is made, and a
 * change has an idempotency key that is committed with it.
 */
@Component
final class RowRunner {

    private static final String OWN = ListingId.PREFIX + "_";

    private final ListingRows listings;

    RowRunner(ListingRows listings) {
        this.listings = listings;
    }

    /** Whether a key names a listing by the listing's own id, as exports name those that no import made. */
    static boolean isId(String key) {
        return key.startsWith(OWN);
    }

    /** Throws {@link ApiException} when the row cannot make a listing. */
    void check(Row row) {
        listings.check(row.fields());
    }

    /**
     * @param taken what the row's key names; null when no row before could make it
     * @param again whether it may have been carried out before
     */
    Done run(Import what, Row row, @Nullable Taken taken, boolean again) {
        if (isId(row.key())) {
            return listings.merge(own(what, row.key()), what.account(), row.fields(), changing(what, row), again);
        }
        boolean isOurs = taken != null && taken.importId().equals(what.id().value());
        if (taken == null || isOurs && row.number() < taken.row()) {
            check(row);
            throw new IllegalStateException("a row that can make a listing has a key that is not taken");
        }
        if (isOurs && row.number() == taken.row()) {
            return listings.create(taken.listing(), what.account(), row.fields(), making(what));
        }
        return change(what, row, taken.listing(), again);
    }

    private Done change(Import what, Row row, ListingId id, boolean again) {
        Optional<Decided<ListingState>> found = listings.find(id, what.account());
        if (found.isPresent()) {
            return listings.merge(found.get(), what.account(), row.fields(), changing(what, row), again);
        }
        // Whoever took the key has not made the listing: it was refused, or does so at this moment.
        Done made = listings.create(id, what.account(), row.fields(), making(what));
        Decided<ListingState> latest = listings.find(id, what.account()).orElseThrow();
        Done merged = listings.merge(latest, what.account(), row.fields(), changing(what, row), false);
        return merged.outcome() == Outcome.UNCHANGED ? made : merged;
    }

    private Decided<ListingState> own(Import what, String key) {
        try {
            return listings.find(new ListingId(key), what.account()).orElseThrow(IllegalArgumentException::new);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(new FieldError(
                    FieldError.In.BODY, "/key", "invalid_value", "A key that begins with " + OWN + " is the id of one of your listings."));
        }
    }

    private static CommandContext making(Import what) {
        return CommandContext.of(what.actor(), what.requestId()).because(what.id().value(), null).unless(Bar.closing(what.account()));
    }

    private static CommandContext changing(Import what, Row row) {
        return making(what).once(
                new IdempotencyKey("import " + what.id(), String.valueOf(row.number()), "row", what.id().value()));
    }
}
