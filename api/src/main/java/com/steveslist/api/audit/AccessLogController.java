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
import com.steveslist.query.audit.PastEvent;
import com.steveslist.query.paging.Cursor;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code GET /v1/accounts/me/access-log}: who of the staff read one's own personal values, the newest first. */
@Controller
final class AccessLogController {

    private final Histories histories;
    private final AccessLog log;
    private final Paging paging;

    AccessLogController(Histories histories, AccessLog log, Paging paging) {
        this.histories = histories;
        this.log = log;
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

    private Page<PastEvent> page(AccountId person, PageRequest request, LogPosition end) {
        long signedUp = log.signedUp(person, end);
        boolean newestFirst = !request.backward();
        Cursor after = request.after();
        long seen = after == null ? 0 : Long.parseLong(String.valueOf(after.keys().getFirst()));
        long from = after != null && !newestFirst ? seen + 1 : signedUp;
        long to = after != null && newestFirst ? seen - 1 : end.position();
        int limit = request.limit() + 1;
        List<PastEvent> found = log.find(person, from, to, newestFirst, limit);
        return Page.cut(found, request, Histories::cursor);
    }
}
