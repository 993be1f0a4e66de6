package com.steveslist.api.savedsearch;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.http.Json;
import com.steveslist.api.live.LiveEvents;
import com.steveslist.api.live.Subscription;
import com.steveslist.api.search.SearchInput;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.feed.EventFilter;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells who follows a saved search of listings that begin to match it: of one that is published, changed so that it fits, or on sale again.
 * Works on every node, from the log; what matches is asked of the search itself.
 */
@Component
public final class SavedSearchMatches {

    /** What may make a listing match, or match no more. */
    private static final Set<String> TYPES =
            Set.of("listing.published", "listing.changed", "listing.sold_out", "listing.withdrawn", "listing.removed");

    private final SavedSearches searches;
    private final LiveEvents live;
    private final Matching matching;
    private final PersonalData personal;

    SavedSearchMatches(SavedSearches searches, LiveEvents live, Matching matching, PersonalData personal) {
        this.searches = searches;
        this.live = live;
        this.matching = matching;
        this.personal = personal;
    }

    /**
     * Follows a saved search until the subscription is closed or the search deleted.
     *
     * @param after the last place up to which matches were told; a listing that was changed since then, but matched already, is told again.
     *     Null for now
     * @throws ApiException {@code not_found} when the account has no such saved search; and as {@link LiveEvents#follow}
     */
    public Subscription follow(AccountId account, String savedSearchId, @Nullable LogPosition after, MatchListener listener) {
        SavedSearch search = searches.find(savedSearchId, account).orElseThrow(SavedSearchMatches::unknown);
        SearchInput input = personal.decrypt(search.query())
                .map(query -> SavedQuery.read(Json.read(query), account))
                .orElseThrow(SavedSearchMatches::unknown);
        Matcher matcher = new Matcher(
                matching, input, after == null, listener, () -> searches.find(savedSearchId, account).isPresent());
        return live.follow(account, new EventFilter(account, TYPES, null), after, matcher);
    }

    /** Throws {@code not_found} when the account has no such saved search. */
    void require(String savedSearchId, AccountId account) {
        if (searches.find(savedSearchId, account).isEmpty()) {
            throw unknown();
        }
    }

    static ApiException unknown() {
        return ApiException.notFound("There is no such saved search.");
    }
}
