package com.steveslist.api.listing;

import com.steveslist.api.consistency.Reads;
import com.steveslist.api.consistency.Reads.Shown;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Answer.Caching;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.Fields;
import com.steveslist.api.http.PreparedJson;
import com.steveslist.api.paging.Paging;
import com.steveslist.api.timetravel.AsOf;
import com.steveslist.api.timetravel.Diffs;
import com.steveslist.api.timetravel.Past;
import com.steveslist.command.listing.ListingState;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.query.listing.ListingFilter;
import com.steveslist.query.listing.ListingView;
import com.steveslist.query.listing.ListingViews;
import com.steveslist.query.history.Moment;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import com.steveslist.query.paging.SortKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Reading {@code /v1/listings}: what is or was for sale, and one's own in every status. */
@Controller
final class ListingController {

    /** As everybody sees them; only a seller sees more of a listing, and only once staff has removed it. */
    private final PreparedJson.Shelf<ListingView> shelf = new PreparedJson.Shelf<>(view -> ListingResource.of(view, null));

    private final ListingViews listings;
    private final Reads reads;
    private final Paging paging;
    private final Past past;
    private final Diffs diffs;

    ListingController(ListingViews listings, Reads reads, Paging paging, Past past, Diffs diffs) {
        this.listings = listings;
        this.reads = reads;
        this.paging = paging;
        this.past = past;
        this.diffs = diffs;
    }

    @GetMapping("/v1/listings/{id}")
    Answer get(Call call) {
        Fields fields = Fields.of(call.params(), ListingResource.class);
        AsOf asOf = past.read(call.params());
        call.params().done();
        Moment moment = past.find(asOf);
        Shown<ListingView> shown = find(call, moment);
        ListingView view = shown.value();
        return Answer.ok(shown(view, call.accountIfAny()))
                .version(view.version() + 1, view.updatedAt())
                .at(shown.at())
                .caching(Caching.PUBLIC)
                .only(fields);
    }

    /** The listing, for who may see it. */
    private Shown<ListingView> find(Call call, @Nullable Moment moment) {
        ListingId id = call.id(ListingId::new, "listing");
        AccountId viewer = call.accountIfAny();
        ListingViews then = listings.at(moment);
        Shown<Optional<ListingView>> shown =
                reads.one(call, moment, ListingViews.CONSUMER, id, ListingState.class, place -> then.row(id, place));
        ListingView view =
                past.require(shown.value(), moment, () -> find(call, null), found -> found.isSeenBy(viewer), "listing");
        if (moment != null) {
            refuseRemoved(id, viewer);
        }
        return new Shown<>(view, shown.at());
    }

    /** What staff took away is shown to its seller only, also as it was before. */
    private void refuseRemoved(ListingId id, @Nullable AccountId viewer) {
        listings.find(id).filter(today -> today.isRemoved() && !today.isSeenBy(viewer)).ifPresent(removed -> {
            throw ApiException.notFound("There is no such listing.");
        });
    }

    private Object shown(ListingView view, @Nullable AccountId viewer) {
        return view.removalReason() == null ? shelf.of(view) : ListingResource.of(view, viewer);
    }

    @GetMapping("/v1/listings/{id}/diff")
    Answer diff(Call call) {
        return diffs.answer(call, moment -> {
            ListingView view = find(call, moment).value();
            return new Diffs.Seen(view.id().value(), ListingResource.of(view, call.accountIfAny()), view.version() + 1);
        });
    }

    @GetMapping("/v1/listings")
    Answer list(Call call) {
        ListingFilter filter = ListingFilters.read(call);
        List<SortKey> sort = Paging.sort(call.params(), ListingFilters.SORTS);
        Paging.Wanted wanted = paging.readWithOffset(call);
        Fields fields = Fields.of(call.params(), ListingResource.class);
        AsOf asOf = past.read(call.params());
        call.params().done();
        PageRequest request = paging.request(wanted);
        Moment moment = past.find(asOf);
        Shown<Page<ListingView>> shown =
                reads.page(call, moment, ListingViews.CONSUMER, () -> listings.at(moment).list(filter, sort, request));
        AccountId viewer = call.accountIfAny();
        return paging.answer(call, wanted, shown.value(), view -> shown(view, viewer))
                .at(shown.at())
                .caching(Caching.PUBLIC)
                .only(fields);
    }
}
