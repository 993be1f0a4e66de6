package com.steveslist.api.savedsearch;

import com.steveslist.api.command.IdempotencyKeys;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.EventStream;
import com.steveslist.api.http.Fields;
import com.steveslist.api.http.RequiresScope;
import com.steveslist.api.input.Body;
import com.steveslist.api.live.Streams;
import com.steveslist.api.paging.Paging;
import com.steveslist.api.security.Scope;
import com.steveslist.command.dispatch.IdempotencyKey;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.paging.Cursor;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code /v1/saved-searches}. */
@Controller
final class SavedSearchController {

    private static final int MOST = 100;
    private static final int LONGEST_NAME = 100;

    private final SavedSearches searches;
    private final SavedSearchMatches matches;
    private final IdempotencyKeys keys;
    private final PersonalData personal;
    private final Paging paging;
    private final Streams streams;

    SavedSearchController(
            SavedSearches searches,
            SavedSearchMatches matches,
            IdempotencyKeys keys,
            PersonalData personal,
            Paging paging,
            Streams streams) {
        this.searches = searches;
        this.matches = matches;
        this.keys = keys;
        this.personal = personal;
        this.paging = paging;
        this.streams = streams;
    }

    @PostMapping("/v1/saved-searches")
    @RequiresScope(Scope.SAVED_SEARCHES_WRITE)
    Answer create(Call call) {
        call.params().done();
        AccountId account = call.account();
        Body body = call.body();
        String name = body.requiredText("name", 1, LONGEST_NAME);
        SavedQuery.read(body, account);
        body.done();
        String id = SavedSearch.nextId();
        IdempotencyKey key = keys.of(call, id);
        SavedSearch made = key == null ? null : madeBefore(account, key);
        if (made != null) {
            return created(call, made).replayed(true);
        }
        if (searches.count(account) >= MOST) {
            throw ApiException.of(
                    ErrorCode.TOO_MANY_SAVED_SEARCHES,
                    "An account has at most " + MOST + " saved searches. Delete one that you no longer use.");
        }
        SavedSearch search = new SavedSearch(
                id,
                account,
                personal.encrypt(account, name),
                personal.encrypt(account, call.json().get("query").toString()),
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
        if (!searches.add(search, key)) {
            throw ApiException.of(
                    ErrorCode.IDEMPOTENCY_IN_PROGRESS, "The first request with this key has not ended yet. Ask again in a second.");
        }
        return created(call, search);
    }

    private @Nullable SavedSearch madeBefore(AccountId account, IdempotencyKey key) {
        SavedSearches.Made made = searches.madeWith(account, key).orElse(null);
        if (made != null && !made.fingerprint().equals(key.fingerprint())) {
            throw ApiException.of(
                    ErrorCode.IDEMPOTENCY_KEY_REUSED,
                    "This key was used for another request. Use a new one for each thing you mean to do.");
        }
        return made == null ? null : made.search();
    }

    private Answer created(Call call, SavedSearch search) {
        return Answer.created(call.origin() + "/v1/saved-searches/" + search.id(), SavedSearchResource.of(search, personal))
                .version(1, search.createdAt());
    }

    @GetMapping("/v1/saved-searches")
    @RequiresScope(Scope.SAVED_SEARCHES_READ)
    Answer list(Call call) {
        Paging.Wanted wanted = paging.read(call);
        Fields fields = Fields.of(call.params(), SavedSearchResource.class);
        call.params().done();
        PageRequest request = paging.request(wanted);
        Cursor after = request.after();
        List<SavedSearch> rows = searches.list(call.account(), after == null ? null : after.keys().getFirst(), wanted.limit() + 1);
        boolean more = rows.size() > wanted.limit();
        List<SavedSearch> page = more ? rows.subList(0, wanted.limit()) : rows;
        Cursor next = more ? new Cursor(List.of(page.getLast().id())) : null;
        return paging.answer(call, wanted, new Page<>(page, next, null, null), row -> SavedSearchResource.of(row, personal))
                .only(fields);
    }

    @GetMapping("/v1/saved-searches/{id}")
    @RequiresScope(Scope.SAVED_SEARCHES_READ)
    Answer get(Call call) {
        Fields fields = Fields.of(call.params(), SavedSearchResource.class);
        call.params().done();
        SavedSearch search = searches.find(id(call), call.account()).orElseThrow(SavedSearchMatches::unknown);
        return Answer.ok(SavedSearchResource.of(search, personal)).version(1, search.createdAt()).only(fields);
    }

    @DeleteMapping("/v1/saved-searches/{id}")
    @RequiresScope(Scope.SAVED_SEARCHES_WRITE)
    Answer delete(Call call) {
        call.params().done();
        call.noBody();
        if (!searches.delete(id(call), call.account())) {
            throw SavedSearchMatches.unknown();
        }
        return Answer.nothing();
    }

    /** Listings that begin to match, while they do. */
    @GetMapping("/v1/saved-searches/{id}/matches/stream")
    @RequiresScope(Scope.SAVED_SEARCHES_READ)
    EventStream matches(Call call) {
        String after = Streams.lastSeen(call);
        call.params().done();
        LogPosition place = streams.place(after);
        AccountId account = call.account();
        String id = id(call);
        if (searches.find(id, account).isEmpty()) {
            throw SavedSearchMatches.unknown();
        }
        BooleanSupplier standing = call.standing();
        return EventStream.of(
                out -> matches.follow(account, id, place, new MatchWriter(streams.writer(out, standing), id, account)));
    }

    private static String id(Call call) {
        return call.id(SavedSearch::checkId, "saved search");
    }
}
