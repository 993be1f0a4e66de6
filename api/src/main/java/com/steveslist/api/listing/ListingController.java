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
import com.steveslist.command.listing.ListingState;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.query.listing.ListingFilter;
import com.steveslist.query.listing.ListingView;
import com.steveslist.query.listing.ListingViews;
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

    ListingController(ListingViews listings, Reads reads, Paging paging) {
        this.listings = listings;
        this.reads = reads;
        this.paging = paging;
    }

    @GetMapping("/v1/listings/{id}")
    Answer get(Call call) {
        Fields fields = Fields.of(call.params(), ListingResource.class);
        call.params().done();
        ListingId id = call.id(ListingId::new, "listing");
        AccountId viewer = call.accountIfAny();
        Shown<Optional<ListingView>> shown =
                reads.one(call, ListingViews.CONSUMER, id, ListingState.class, place -> listings.find(id, place));
        ListingView view = shown.value()
                .filter(found -> found.isSeenBy(viewer))
                .orElseThrow(() -> ApiException.notFound("There is no such listing."));
        return Answer.ok(shown(view, viewer))
                .version(view.version() + 1, view.updatedAt())
                .at(shown.at())
                .caching(Caching.PUBLIC)
                .only(fields);
    }

    private Object shown(ListingView view, @Nullable AccountId viewer) {
        return view.removalReason() == null ? shelf.of(view) : ListingResource.of(view, viewer);
    }

    @GetMapping("/v1/listings")
    Answer list(Call call) {
        ListingFilter filter = ListingFilters.read(call);
        List<SortKey> sort = Paging.sort(call.params(), ListingFilters.SORTS);
        Paging.Wanted wanted = paging.readWithOffset(call);
        Fields fields = Fields.of(call.params(), ListingResource.class);
        call.params().done();
        PageRequest request = paging.request(wanted);
        Shown<Page<ListingView>> shown =
                reads.list(call, ListingViews.CONSUMER, () -> listings.list(filter, sort, request));
        AccountId viewer = call.accountIfAny();
        return paging.answer(call, wanted, shown.value(), view -> shown(view, viewer))
                .at(shown.at())
                .caching(Caching.PUBLIC)
                .only(fields);
    }
}
