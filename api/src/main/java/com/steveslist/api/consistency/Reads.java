package com.steveslist.api.consistency;

import com.steveslist.api.http.Call;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.events.id.Id;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.history.Moment;
import com.steveslist.query.paging.Page;
import com.steveslist.query.progress.ReadModelProgress;
import com.steveslist.query.progress.ReadModelProgress.Applied;
import com.steveslist.query.store.ViewTable.Row;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads from read models no earlier than the client wants, and says how late what it read is. However many read models a call has to wait
 * for, and however often, it waits {@value #PATIENCE_SECONDS} s at most.
 */
@Component
public final class Reads {

    private static final int PATIENCE_SECONDS = 5;

    private final ReadModelProgress progress;
    private final Commands commands;

    Reads(ReadModelProgress progress, Commands commands) {
        this.progress = progress;
        this.commands = commands;
    }

    /** @param at a position that everything in {@code value} shows; there may be more in it */
    public record Shown<T>(T value, LogPosition at) {}

    /** Waits until a read model shows what the call's {@code Consistency-Token} asks for. */
    public void await(Call call, String consumer) {
        LogPosition notBefore = call.notBefore();
        if (notBefore != null) {
            progress.await(consumer, null, notBefore, new Patience().left());
        }
    }

    /** Rows of a view, no earlier than the call's {@code Consistency-Token}. */
    public <T> Shown<T> list(Call call, String consumer, Supplier<T> rows) {
        return list(new Patience(), call, consumer, rows);
    }

    private <T> Shown<T> list(Patience patience, Call call, String consumer, Supplier<T> rows) {
        return read(patience, consumer, null, wanted(call, consumer), place -> rows.get());
    }

    /**
     * Rows of a read model, or those of the one that stands in for it. A read model that is late may be one that is away: then it is
     * not waited for, and its stand-in shows what the call's {@code Consistency-Token} asks for.
     *
     * @param standsIn whether the rows came from {@code standIn}
     */
    public <T> Shown<T> list(Call call, String consumer, String standIn, Supplier<T> rows, Predicate<T> standsIn) {
        Patience patience = new Patience();
        LogPosition notBefore = wanted(call, consumer);
        if (notBefore != null && !progress.applied(consumer).covers(notBefore)) {
            Shown<T> early = list(patience, call, standIn, rows);
            if (standsIn.test(early.value())) {
                return early;
            }
        }
        LogPosition standInAt = progress.applied(standIn);
        Shown<T> shown = list(patience, call, consumer, rows);
        return standsIn.test(shown.value()) ? new Shown<>(shown.value(), standInAt) : shown;
    }

    /**
     * One row of a view by its id. That something does not exist is never said because a view is late: when the row is not there and
     * the log has the stream, the view is waited for.
     */
    public <T, S> Shown<Optional<T>> one(Call call, String consumer, Id id, Class<S> state, Supplier<Optional<T>> row) {
        return one(call, consumer, id, state, place -> row.get());
    }

    private <T, S> Shown<Optional<T>> one(
            Call call, String consumer, Id id, Class<S> state, Function<@Nullable LogPosition, Optional<T>> row) {
        Patience patience = new Patience();
        Shown<Optional<T>> shown = read(patience, consumer, id.value(), wanted(call, consumer), row);
        if (shown.value().isPresent()) {
            return shown;
        }
        Optional<Decided<S>> latest = commands.find(state, id);
        return latest.isPresent() ? read(patience, consumer, id.value(), latest.get().at(), row) : shown;
    }

    /**
     * As {@link #one(Call, String, Id, Class, Supplier)}, as it was at a moment, or as it is for none. The place is then exactly what the
     * row shows: as of it, the row is the same.
     *
     * @param row given the place that the view shows; null when the view holds events back, and nothing can be remembered
     */
    public <T, S> Shown<Optional<T>> one(
            Call call,
            @Nullable Moment moment,
            String consumer,
            Id id,
            Class<S> state,
            Function<@Nullable LogPosition, Optional<Row<T>>> row) {
        return moment == null
                ? exact(one(call, consumer, id, state, row))
                : then(call, moment, consumer, id.value(), () -> row.apply(null).map(Row::view));
    }

    /** It was still the same where the view was, unless that is what touched it. */
    private static <T> Shown<Optional<T>> exact(Shown<Optional<Row<T>>> shown) {
        LogPosition at = shown.value().map(Row::at).filter(touched -> !shown.at().covers(touched)).orElse(shown.at());
        return new Shown<>(shown.value().map(Row::view), at);
    }

    private <T> Shown<T> then(Call call, Moment moment, String consumer, @Nullable String stream, Supplier<T> rows) {
        wanted(call, consumer);
        progress.await(consumer, stream, moment.at(), new Patience().left());
        return new Shown<>(rows.get(), moment.at());
    }

    /** A page of a view as it was at a moment; for none as it is, no earlier than the call's {@code Consistency-Token}, at the place that it shows. */
    public <T> Shown<Page<T>> page(Call call, @Nullable Moment moment, String consumer, Supplier<Page<T>> rows) {
        if (moment != null) {
            return then(call, moment, consumer, null, rows);
        }
        Shown<Page<T>> shown = list(call, consumer, rows);
        LogPosition exactly = shown.value().at();
        return exactly == null ? shown : new Shown<>(shown.value(), exactly);
    }

    /**
     * One row of a view by the id of something that is part of another thing's stream. Here too a late view is no reason to say that it
     * does not exist: when the row is not there, the view is waited for up to the log's end.
     */
    public <T> Shown<Optional<T>> part(Call call, @Nullable Moment moment, String consumer, Supplier<Optional<Row<T>>> row) {
        if (moment != null) {
            return then(call, moment, consumer, null, () -> row.get().map(Row::view));
        }
        Patience patience = new Patience();
        Shown<Optional<Row<T>>> shown = read(patience, consumer, null, wanted(call, consumer), place -> row.get());
        return exact(shown.value().isPresent()
                ? shown
                : read(patience, consumer, null, commands.endOfLog(), place -> row.get()));
    }

    /** The place that the client asks for. One that the log has not reached is refused: no read model can ever be waited for to reach it. */
    private @Nullable LogPosition wanted(Call call, String consumer) {
        LogPosition notBefore = call.notBefore();
        if (notBefore != null && !progress.applied(consumer).covers(notBefore) && !commands.endOfLog().covers(notBefore)) {
            throw ConsistencyTokens.refused();
        }
        return notBefore;
    }

    private <T> Shown<T> read(
            Patience patience,
            String consumer,
            @Nullable String stream,
            @Nullable LogPosition notBefore,
            Function<@Nullable LogPosition, T> rows) {
        if (notBefore != null) {
            progress.await(consumer, stream, notBefore, patience.left());
        }
        Applied applied = progress.progress(consumer);
        return new Shown<>(rows.apply(applied.whole() ? applied.at() : null), applied.at());
    }

    /** What is left of a call's time to wait. */
    private static final class Patience {

        private final long endsAtNanos = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();

        Duration left() {
            return Duration.ofNanos(Math.max(0, endsAtNanos - System.nanoTime()));
        }
    }
}
