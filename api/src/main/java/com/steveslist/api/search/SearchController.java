package com.steveslist.api.search;

import com.steveslist.api.consistency.Reads;
import com.steveslist.api.consistency.Reads.Shown;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Answer.Caching;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.Fields;
import com.steveslist.api.listing.ListingFilters;
import com.steveslist.api.listing.ListingResource;
import com.steveslist.api.paging.Paging;
import com.steveslist.events.account.AccountId;
import com.steveslist.query.listing.ListingViews;
import com.steveslist.query.paging.Page;
import com.steveslist.query.search.ListingSearch;
import com.steveslist.query.search.ListingSearchRequest;
import com.steveslist.query.search.ListingSearchResult;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /v1/search}. */
@Controller
final class SearchController {

    static final String INDEX = "index.listing";

    private final ListingSearch search;
    private final Reads reads;
    private final Paging paging;
    private final SearchTally tally;
    private final Suggester suggester;

    SearchController(ListingSearch search, Reads reads, Paging paging, SearchTally tally, Suggester suggester) {
        this.search = search;
        this.reads = reads;
        this.paging = paging;
        this.tally = tally;
        this.suggester = suggester;
    }

    @GetMapping("/v1/search/listings")
    Answer listings(Call call) {
        SearchInput input = SearchInput.read(call.params(), call.accountIfAny());
        Paging.Wanted wanted = paging.read(call);
        Fields fields = Fields.of(call.params(), HitResource.class);
        call.params().done();
        ListingSearchRequest request = input.request(wanted.limit(), paging.request(wanted).after());
        Shown<ListingSearchResult> shown = reads.list(call, INDEX, ListingViews.CONSUMER, () -> search.search(request),
                ListingSearchResult::degraded);
        ListingSearchResult result = shown.value();
        String text = input.text();
        if (text != null && wanted.cursor() == null && !result.hits().isEmpty()) {
            tally.note(call, text);
        }
        AccountId viewer = call.accountIfAny();
        Page<ListingSearchResult.Hit> page = new Page<>(result.hits(), result.next(), null, null);
        Answer answer = paging.answer(
                call,
                wanted,
                page,
                hit -> new HitResource(ListingResource.of(hit.listing(), viewer), hit.score(), hit.highlights()))
                .at(shown.at())
                .caching(Caching.PUBLIC)
                .only(fields);
        if (!input.facets().isEmpty()) {
            answer = answer.beside("facets", result.facets());
        }
        return result.degraded() ? answer.header("X-Degraded", "search") : answer;
    }

    @GetMapping("/v1/search/suggestions")
    Answer suggestions(Call call) {
        String prefix = call.params().anyText("q", SearchInput.LONGEST_TEXT);
        call.params().done();
        Shown<List<String>> shown = suggester.complete(call, prefix == null ? "" : prefix);
        return Answer.list(shown.value(), false, null).at(shown.at()).caching(Caching.PUBLIC);
    }
}
