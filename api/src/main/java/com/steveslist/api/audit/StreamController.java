package com.steveslist.api.audit;

import com.steveslist.api.audit.ChangedEventResource.ChangedThing;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Answer.Caching;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.RequiresScope;
import com.steveslist.api.paging.Paging;
import com.steveslist.api.security.ApiKeys;
import com.steveslist.api.security.Scope;
import com.steveslist.api.timetravel.FieldChange;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.audit.StreamReplay.Step;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code GET /v1/audit/streams/{id}}: the life of one thing, from its first event on, with what each changed. */
@Controller
final class StreamController {

    private static final String ID = "[a-z]{2,8}_[0-9a-z]{26}";

    private final Lives lives;
    private final Histories histories;
    private final PersonalData personal;
    private final ApiKeys keys;
    private final AccessRecorder accesses;
    private final Paging paging;

    StreamController(
            Lives lives,
            Histories histories,
            PersonalData personal,
            ApiKeys keys,
            AccessRecorder accesses,
            Paging paging) {
        this.lives = lives;
        this.histories = histories;
        this.personal = personal;
        this.keys = keys;
        this.accesses = accesses;
        this.paging = paging;
    }

    @GetMapping("/v1/audit/streams/{id}")
    @RequiresScope(Scope.AUDIT_READ)
    Answer get(Call call) {
        Viewer viewer = Viewer.of(call);
        boolean redacted = HistoryInput.redacted(call.params());
        Paging.Wanted wanted = paging.read(call);
        call.params().done();
        String stream = call.id(StreamController::checked, "thing");
        PageRequest request = paging.request(wanted);
        LogPosition end = histories.end(call.notBefore());
        Page<Step> page = page(stream, end, request, viewer);
        Discretion discretion =
                new Discretion(personal, viewer, redacted ? Discretion.Extent.NONE : Discretion.Extent.OWN);
        PastEvents events = new PastEvents(viewer, discretion, keys, null);
        Sight sight = new Sight(viewer, discretion);
        Answer answer = paging.answer(call, wanted, page, step -> changed(step, events, sight));
        accesses.record(call, viewer, discretion.readOfOthers());
        return answer.at(end).caching(Caching.NEVER);
    }

    private static String checked(String id) {
        if (!id.matches(ID)) {
            throw new IllegalArgumentException(id);
        }
        return id;
    }

    /** What things looked like before a page is only known by going through all that was before it, so that is always done. */
    private Page<Step> page(String stream, LogPosition end, PageRequest request, Viewer viewer) {
        if (histories.beginning(stream, end).filter(event -> viewer.mayKnowOf(event.envelope())).isEmpty()) {
            throw ApiException.notFound("There is no such thing. What happens to a refund is in the stream of its order.");
        }
        StreamPage page = new StreamPage(request, viewer);
        lives.show(stream, end, page);
        return page.page();
    }

    private static ChangedEventResource changed(Step step, PastEvents events, Sight sight) {
        List<ChangedThing> things = step.changes().stream()
                .map(change -> new ChangedThing(
                        Sight.kind(change.after()),
                        change.id(),
                        FieldChange.between(sight.tree(change.before()), sight.tree(change.after()))))
                .toList();
        return new ChangedEventResource(events.show(step.event()), things);
    }
}
