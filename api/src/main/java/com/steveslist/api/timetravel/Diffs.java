package com.steveslist.api.timetravel;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.FieldError;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.Fields;
import com.steveslist.api.http.Json;
import com.steveslist.query.history.Moment;
import com.steveslist.query.history.Moments;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Answers what has changed about a thing between {@code from} and {@code to}, which is now when it is not named. */
@Component
public final class Diffs {

    private final Past past;
    private final Moments moments;

    Diffs(Past past, Moments moments) {
        this.past = past;
        this.moments = moments;
    }

    /** A thing as the caller saw it at a moment. @param version counts events from 1 */
    public record Seen(String id, Object resource, long version) {}

    /**
     * @param at what the caller saw of the thing at a moment; throws {@code not_found_then} and {@code not_found}, as reading it as of that
     *     moment does
     */
    public Answer answer(Call call, Function<Moment, Seen> at) {
        Fields fields = Fields.of(call.params(), DiffResource.class);
        AsOf from = past.read(call.params(), "from");
        AsOf to = past.read(call.params(), "to");
        if (call.params().isMissing("from")) {
            call.params().reject("from", "required", "Say from which moment on: a time, a Consistency-Token or a position.");
        }
        call.params().done();
        Moment begin = past.find(from);
        Moment end = to == null ? moments.last() : past.find(to);
        if (begin == null || end == null || begin.position() > end.position()) {
            throw ApiException.invalid(
                    new FieldError(FieldError.In.QUERY, "/from", "out_of_range", "from must not be later than to."));
        }
        Seen before = at.apply(begin);
        Seen after = at.apply(end);
        return Answer.ok(new DiffResource(
                after.id(), begin.position(), end.position(), before.version(), after.version(),
                FieldChange.between(Json.tree(before.resource()), Json.tree(after.resource()))))
                .at(end.at())
                .only(fields);
    }
}
