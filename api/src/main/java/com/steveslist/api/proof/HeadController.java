package com.steveslist.api.proof;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Answer.Caching;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.Fields;
import com.steveslist.api.http.RequiresScope;
import com.steveslist.api.paging.Paging;
import com.steveslist.api.security.Scope;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.audit.Proofs;
import com.steveslist.query.audit.Proofs.NumberedHead;
import com.steveslist.query.paging.Cursor;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What was signed: heads, keys, and what epochs took back. The same for everybody, and says nothing of anybody. */
@Controller
final class HeadController {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Proofs proofs;
    private final LogEnd ends;
    private final Paging paging;

    HeadController(Proofs proofs, LogEnd ends, Paging paging) {
        this.proofs = proofs;
        this.ends = ends;
        this.paging = paging;
    }

    /** The newest first; with {@code fresh=true} that one covers all that the log held when it was asked. */
    @GetMapping("/v1/audit/heads")
    @RequiresScope(Scope.AUDIT_READ)
    Answer heads(Call call) {
        call.account();
        boolean fresh = Boolean.TRUE.equals(call.params().parsed("fresh", 5, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        }, "invalid_value", "fresh is true or false."));
        Paging.Wanted wanted = paging.read(call);
        Fields fields = Fields.of(call.params(), HeadResource.class);
        call.params().done();
        PageRequest request = paging.request(wanted);
        LogPosition end = ends.of(call);
        if (fresh && proofs.covering(end, PATIENCE).isEmpty()) {
            throw notSigned();
        }
        return paging.answer(call, wanted, page(request), HeadResource::of).at(end).caching(Caching.NEVER).only(fields);
    }

    private Page<NumberedHead> page(PageRequest request) {
        Cursor after = request.after();
        long seen = after == null ? Long.MAX_VALUE : Long.parseLong(String.valueOf(after.keys().getFirst()));
        int limit = request.limit() + 1;
        List<NumberedHead> found = request.backward() ? proofs.after(seen, limit) : proofs.before(seen, limit);
        return Page.cut(found, request, head -> new Cursor(List.of(Long.toString(head.number()))));
    }

    @GetMapping("/v1/audit/keys")
    @RequiresScope(Scope.AUDIT_READ)
    Answer keys(Call call) {
        call.account();
        Fields fields = Fields.of(call.params(), KeyResource.class);
        call.params().done();
        LogPosition end = ends.of(call);
        return Answer.list(proofs.keys().stream().map(KeyResource::of).toList(), false, null).at(end).caching(Caching.NEVER).only(fields);
    }

    @GetMapping("/v1/audit/epochs")
    @RequiresScope(Scope.AUDIT_READ)
    Answer epochs(Call call) {
        call.account();
        Fields fields = Fields.of(call.params(), EpochResource.class);
        call.params().done();
        LogPosition end = ends.of(call);
        return Answer.list(proofs.epochs().stream().map(EpochResource::of).toList(), false, null).at(end).caching(Caching.NEVER)
                .only(fields);
    }

    static ApiException notSigned() {
        return ApiException.of(
                ErrorCode.HEAD_NOT_SIGNED,
                "Nothing signs the log at the moment, so there is no head that covers what you ask for. Try again in a few seconds, or ask"
                        + " for what the latest head covers.");
    }
}
