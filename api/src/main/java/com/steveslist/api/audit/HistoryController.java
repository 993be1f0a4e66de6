package com.steveslist.api.audit;

import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Answer.Caching;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.Download;
import com.steveslist.api.http.Fields;
import com.steveslist.api.http.Media;
import com.steveslist.api.http.RequiresScope;
import com.steveslist.api.paging.Paging;
import com.steveslist.api.security.ApiKeys;
import com.steveslist.api.security.Scope;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.audit.PastEvent;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code GET /v1/audit/events}: the whole history, or what of it one may see, by what it is about. */
@Controller
final class HistoryController {

    private final Histories histories;
    private final HistoryFile file;
    private final PersonalData personal;
    private final ApiKeys keys;
    private final AccessRecorder accesses;
    private final Paging paging;

    HistoryController(
            Histories histories,
            HistoryFile file,
            PersonalData personal,
            ApiKeys keys,
            AccessRecorder accesses,
            Paging paging) {
        this.histories = histories;
        this.file = file;
        this.personal = personal;
        this.keys = keys;
        this.accesses = accesses;
        this.paging = paging;
    }

    @GetMapping("/v1/audit/events")
    @RequiresScope(Scope.AUDIT_READ)
    Answer list(Call call) {
        Viewer viewer = Viewer.of(call);
        HistoryInput input = HistoryInput.read(call.params(), viewer);
        Paging.Wanted wanted = paging.read(call);
        Fields fields = Fields.of(call.params(), PastEventResource.class);
        call.params().done();
        PageRequest request = paging.request(wanted);
        LogPosition end = histories.end(call.notBefore());
        Page<PastEvent> page = histories.page(input, request, end);
        Discretion discretion = new Discretion(
                personal, viewer, input.redacted() || !fields.include("data") ? Discretion.Extent.NONE : Discretion.Extent.OWN);
        PastEvents events = new PastEvents(viewer, discretion, keys, input.filter().requestId());
        Answer answer = paging.answer(call, wanted, page, events::show);
        accesses.record(call, viewer, discretion.readOfOthers());
        return answer.at(end).caching(Caching.NEVER).only(fields);
    }

    /** The same as lines, all of them. Chosen by {@code Accept}. */
    @GetMapping(path = "/v1/audit/events", produces = HistoryFile.NDJSON)
    @RequiresScope(Scope.AUDIT_READ)
    @Media(gives = HistoryFile.NDJSON)
    Download lines(Call call) {
        Viewer viewer = Viewer.of(call);
        HistoryInput input = HistoryInput.read(call.params(), viewer);
        if (call.params().textIs("sort", "-position")) {
            call.params().reject("sort", "invalid_value", "Lines come in the order of positions. Leave sort out.");
        }
        call.params().done();
        return file.of(call, input, viewer);
    }
}
