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
import com.steveslist.query.history.Moment;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Answers why a field of a thing has its value: by the life of the thing, made anew from the log, so it is true at the log's end. */
@Component
final class Why {

    private static final int LONGEST_FIELD = 300;

    private final Lives lives;
    private final Histories histories;
    private final CauseSearch causes;
    private final Past past;
    private final PersonalData personal;
    private final ApiKeys keys;
    private final AccessRecorder accesses;

    Why(
            Lives lives,
            Histories histories,
            CauseSearch causes,
            Past past,
            PersonalData personal,
            ApiKeys keys,
            AccessRecorder accesses) {
        this.lives = lives;
        this.histories = histories;
        this.causes = causes;
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
     * @param isPublic whether everybody sees the thing, so that there is no hiding that it exists from whom it does not concern
     */
    Answer answer(Call call, Question question, Id thing, Id stream, String noun, BooleanSupplier isPublic) {
        Viewer viewer = Viewer.of(call);
        LogPosition end = histories.end(call.notBefore());
        Moment moment = past.find(question.asOf());
        LogPosition at = moment == null ? end : moment.at();
        requireRight(viewer, stream, end, noun, isPublic);
        Discretion looking = new Discretion(personal, viewer, Discretion.Extent.ALL);
        Sight sight = new Sight(viewer, looking);
        LastChange life = new LastChange(thing.value(), question.field(), sight);
        lives.show(stream.value(), at, life);
        Object view = life.view();
        if (view == null && moment != null) {
            throw Past.notThen(noun);
        }
        if (view == null || !sight.maySee(view)) {
            throw ApiException.notFound("There is no such " + noun + ".");
        }
        Setting setting = life.setting();
        if (setting == null) {
            throw unknown(question.field(), life.fields());
        }
        Discretion telling = new Discretion(personal, viewer, Discretion.Extent.OWN);
        WhyResource why = tell(thing, question.field(), setting, sight, new PastEvents(viewer, telling, keys, null), viewer);
        Set<AccountId> read = new LinkedHashSet<>(telling.readOfOthers());
        if (isPersonal(setting, viewer, sight)) {
            read.addAll(looking.readOfOthers());
        }
        accesses.record(call, viewer, read);
        return Answer.ok(why).at(at).caching(Caching.NEVER);
    }

    /** By today's rights, whatever moment is asked about, and before anything is gone through. */
    private void requireRight(Viewer viewer, Id stream, LogPosition end, String noun, BooleanSupplier isPublic) {
        Optional<PastEvent> beginning = histories.beginning(stream.value(), end);
        if (beginning.isPresent() && viewer.mayKnowOf(beginning.get().envelope())) {
            return;
        }
        if (beginning.isPresent() && isPublic.getAsBoolean()) {
            throw ApiException.of(ErrorCode.FORBIDDEN, "You see this " + noun + ", but who made it what it is concerns its owner alone.");
        }
        throw ApiException.notFound("There is no such " + noun + ".");
    }

    private WhyResource tell(Id thing, String field, Setting setting, Sight sight, PastEvents events, Viewer viewer) {
        PastEvent event = setting.event();
        List<PastEvent> chain = causes.causesOf(List.of(event), viewer).chain(event);
        JsonNode before = sight.tree(setting.before()).at(setting.place());
        return new WhyResource(
                thing.value(),
                Sight.kind(setting.after()),
                field,
                sight.tree(setting.after()).at(setting.place()),
                before.isMissingNode() ? Json.read("null") : before,
                event.envelope().occurredAt(),
                events.show(event),
                chain.stream().map(events::show).toList());
    }

    /** Whether the field shows anything that reads otherwise when all personal values stay closed. */
    private boolean isPersonal(Setting setting, Viewer viewer, Sight sight) {
        Sight closed = new Sight(viewer, new Discretion(personal, viewer, Discretion.Extent.NONE));
        return !closed.tree(setting.after()).at(setting.place()).equals(sight.tree(setting.after()).at(setting.place()))
                || !closed.tree(setting.before()).at(setting.place()).equals(sight.tree(setting.before()).at(setting.place()));
    }

    private static ApiException unknown(String field, Set<String> known) {
        return ApiException.invalid(new FieldError(
                FieldError.In.QUERY, "/field", "unknown",
                "There is no field " + field + " here. Known: " + String.join(", ", known) + "."));
    }
}
