package com.steveslist.api.audit;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Answer.Caching;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.RequiresScope;
import com.steveslist.api.security.ApiKeys;
import com.steveslist.api.security.Scope;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.audit.PastEvent;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code GET /v1/requests/{id}}: every event that one request caused, through all processes, to the last one. */
@Controller
final class RequestController {

    private static final String REQUEST_ID = "[A-Za-z0-9._:/+=-]{1,128}";

    private final Histories histories;
    private final CauseSearch causes;
    private final PersonalData personal;
    private final ApiKeys keys;
    private final AccessRecorder accesses;

    RequestController(
            Histories histories, CauseSearch causes, PersonalData personal, ApiKeys keys, AccessRecorder accesses) {
        this.histories = histories;
        this.causes = causes;
        this.personal = personal;
        this.keys = keys;
        this.accesses = accesses;
    }

    @GetMapping("/v1/requests/{id}")
    @RequiresScope(Scope.AUDIT_READ)
    Answer get(Call call) {
        Viewer viewer = Viewer.of(call);
        boolean redacted = HistoryInput.redacted(call.params());
        call.params().done();
        String id = call.id(RequestController::checked, "request");
        LogPosition end = histories.end(call.notBefore());
        List<PastEvent> known = histories.ofRequest(id, viewer, end);
        if (known.isEmpty()) {
            throw ApiException.notFound("There is no such request, or nothing came of it that concerns you.");
        }
        Discretion discretion =
                new Discretion(personal, viewer, redacted ? Discretion.Extent.NONE : Discretion.Extent.OWN);
        PastEvents events = new PastEvents(viewer, discretion, keys, id);
        RequestResource request = new RequestResource(
                id,
                known.getFirst().envelope().occurredAt(),
                known.getLast().envelope().occurredAt(),
                events.actor(beginning(known.getFirst(), viewer).envelope().actor()),
                known.size(),
                known.size() < Histories.OF_REQUEST,
                causes.causesOf(known, viewer).tree(events));
        accesses.record(call, viewer, discretion.readOfOthers());
        return Answer.ok(request).at(end).caching(Caching.NEVER);
    }

    /** What led to it, whoever may know of that. The request's very first event will not do: somebody else may have used the same id. */
    private PastEvent beginning(PastEvent first, Viewer viewer) {
        return causes.causesOf(List.of(first), viewer).origin(first);
    }

    private static String checked(String id) {
        if (!id.matches(REQUEST_ID)) {
            throw new IllegalArgumentException(id);
        }
        return id;
    }
}
