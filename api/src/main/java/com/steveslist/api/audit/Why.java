package com.steveslist.api.audit;

import com.steveslist.api.audit.LastChange.Setting;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.error.FieldError;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Answer.Caching;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.Json;
import com.steveslist.api.security.ApiKeys;
import com.steveslist.api.timetravel.AsOf;
import com.steveslist.api.timetravel.Past;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.id.Id;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.audit.PastEvent;
import com.steveslist.query.audit.StreamReplay;
import com.steveslist.query.history.Moment;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Answers why a field of a thing has its value: by the life of the thing, made anew from the log, so it is true at the log's end. */
@Component
final class Why {

    private static final int LONGEST_FIELD = 300;

    private final StreamReplay replays;
    private final Histories histories;
    private final Past past;
    private final PersonalData personal;
    private final ApiKeys keys;
    private final AccessRecorder accesses;

    Why(
            StreamReplay replays,
            Histories histories,
            Past past,
            PersonalData personal,
            ApiKeys keys,
            AccessRecorder accesses) {
        this.replays = replays;
        this.histories = histories;
        this.past = past;
        this.personal = personal;
        this.keys = keys;
        this.accesses = accesses;
    }

    /** What a call asks. */
    record Question(String field, @Nullable AsOf asOf) {}

    /** Throws for a call that asks anything else. */
    Question read(Call call) {
        String field = call.params().text("field", LONGEST_FIELD);
        if (field == null) {
            call.params().reject("field", "required", "Name the field: field=status.");
        }
        AsOf asOf = past.read(call.params());
        call.params().done();
        return new Question(String.valueOf(field), asOf);
    }

    /**
     * @param thing and {@code stream}, the one of the events about it
     * @param noun for people: {@code order}
     */
    Answer answer(Call call, Question question, Id thing, Id stream, String noun) {
        Viewer viewer = Viewer.of(call);
        LogPosition end = histories.end(call.notBefore());
        Moment moment = past.find(question.asOf());
        LogPosition at = moment == null ? end : moment.at();
        Discretion looking = new Discretion(personal, viewer, Discretion.Extent.ALL);
        Sight sight = new Sight(viewer, looking);
        LastChange life = new LastChange(thing.value(), sight);
        replays.replay(stream.value(), at.position(), life);
        Object view = life.view();
        if (view == null || !sight.maySee(view)) {
            throw ApiException.notFound("There is no such " + noun + ".");
        }
        JsonPointer place = life.fields().get(question.field());
        if (place == null) {
            throw unknown(question.field(), life.fields().keySet());
        }
        Setting setting = life.settingOf(question.field());
        if (!viewer.mayKnowOf(setting.event().envelope())) {
            throw ApiException.of(ErrorCode.FORBIDDEN, "You see this " + noun + ", but who made it what it is concerns its owner alone.");
        }
        Discretion telling = new Discretion(personal, viewer, Discretion.Extent.OWN);
        WhyResource why = tell(thing, question.field(), setting, value -> sight.tree(value).at(place),
                new PastEvents(viewer, telling, keys, null), viewer);
        Set<AccountId> read = new LinkedHashSet<>(telling.readOfOthers());
        if (isPersonal(setting, place, viewer, sight)) {
            read.addAll(looking.readOfOthers());
        }
        accesses.record(call, viewer, read);
        return Answer.ok(why).at(at).caching(Caching.NEVER);
    }

    private WhyResource tell(
            Id thing, String field, Setting setting, Function<@Nullable Object, JsonNode> value, PastEvents events, Viewer viewer) {
        PastEvent event = setting.event();
        String requestId = event.envelope().requestId();
        List<PastEvent> causes = requestId == null
                ? List.of()
                : new Causes(histories.ofRequest(requestId, event.envelope().at()), cause -> viewer.mayKnowOf(cause.envelope()))
                        .chain(event);
        JsonNode before = value.apply(setting.before());
        return new WhyResource(
                thing.value(),
                Sight.kind(setting.after()),
                field,
                value.apply(setting.after()),
                before.isMissingNode() ? Json.read("null") : before,
                event.envelope().occurredAt(),
                events.show(event),
                causes.stream().map(events::show).toList());
    }

    /** Whether the field shows anything that reads otherwise when all personal values stay closed. */
    private boolean isPersonal(Setting setting, JsonPointer place, Viewer viewer, Sight sight) {
        Sight closed = new Sight(viewer, new Discretion(personal, viewer, Discretion.Extent.NONE));
        return !closed.tree(setting.after()).at(place).equals(sight.tree(setting.after()).at(place))
                || !closed.tree(setting.before()).at(place).equals(sight.tree(setting.before()).at(place));
    }

    private static ApiException unknown(String field, Set<String> known) {
        return ApiException.invalid(new FieldError(
                FieldError.In.QUERY, "/field", "unknown",
                "There is no field " + field + " here. Known: " + String.join(", ", known) + "."));
    }
}
