package com.steveslist.api.audit;

import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Answer.Caching;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.Fields;
import com.steveslist.api.http.RequiresScope;
import com.steveslist.api.paging.Paging;
import com.steveslist.api.security.Scope;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.audit.HistoryFilter;
import com.steveslist.query.audit.PastEvent;
import com.steveslist.query.paging.Cursor;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code GET /v1/accounts/me/access-log}: who of the staff read one's own personal values, the newest first. */
@Controller
final class AccessLogController {

    private final Histories histories;
    private final Paging paging;

    AccessLogController(Histories histories, Paging paging) {
        this.histories = histories;
        this.paging = paging;
    }

    @GetMapping("/v1/accounts/me/access-log")
    @RequiresScope(Scope.AUDIT_READ)
    Answer list(Call call) {
        Paging.Wanted wanted = paging.read(call);
        Fields fields = Fields.of(call.params(), AccessResource.class);
        call.params().done();
        PageRequest request = paging.request(wanted);
        LogPosition end = histories.end(call.notBefore());
        Page<PastEvent> page = page(call.account(), request, end);
        return paging.answer(call, wanted, page, AccessResource::of).at(end).caching(Caching.NEVER).only(fields);
    }

    /** Looks at this person's values, and since they signed up, at many people's; each kind is read by an index of its own. */
    private Page<PastEvent> page(AccountId person, PageRequest request, LogPosition end) {
        HistoryFilter one = new HistoryFilter(person, Set.of(AccessResource.ONE), null, null, null, null);
        HistoryFilter many = new HistoryFilter(null, Set.of(AccessResource.MANY), null, null, null, null);
        HistoryFilter own = new HistoryFilter(person, Set.of(), person.value(), null, null, null);
        long signedUp = histories.find(own, 1, end.position(), false, 1).stream().mapToLong(PastEvent::position).findFirst().orElse(1);
        boolean newestFirst = !request.backward();
        Cursor after = request.after();
        long seen = after == null ? 0 : Long.parseLong(String.valueOf(after.keys().getFirst()));
        long from = after != null && !newestFirst ? seen + 1 : signedUp;
        long to = after != null && newestFirst ? seen - 1 : end.position();
        int limit = request.limit() + 1;
        Comparator<PastEvent> byPosition = Comparator.comparingLong(PastEvent::position);
        List<PastEvent> found = Stream.concat(
                histories.find(one, from, to, newestFirst, limit).stream(),
                histories.find(many, from, to, newestFirst, limit).stream())
                .sorted(newestFirst ? byPosition.reversed() : byPosition)
                .limit(limit)
                .toList();
        return Histories.cut(found, request);
    }
}
