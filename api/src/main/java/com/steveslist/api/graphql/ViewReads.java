package com.steveslist.api.graphql;

import com.steveslist.command.dispatch.Commands;
import com.steveslist.events.id.Id;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.history.Moment;
import com.steveslist.query.progress.ReadModelProgress;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads from read models for a GraphQL request: no earlier than it wants, and noting how late. */
@Component
public final class ViewReads {

    private final ReadModelProgress progress;
    private final Commands commands;

    ViewReads(ReadModelProgress progress, Commands commands) {
        this.progress = progress;
        this.commands = commands;
    }

    /** Rows of a view as they were at a moment, or as they are for none. */
    public <T> T rows(Asking asking, @Nullable Moment moment, String consumer, Supplier<T> rows) {
        if (moment == null) {
            return rows(asking, consumer, rows);
        }
        asking.checkTime();
        progress.await(consumer, null, moment.at(), asking.patience());
        asking.shows(moment.at());
        return rows.get();
    }

    /** Rows of a view. */
    public <T> T rows(Asking asking, String consumer, Supplier<T> rows) {
        asking.checkTime();
        LogPosition notBefore = asking.notBefore();
        if (notBefore != null) {
            progress.await(consumer, null, notBefore, asking.patience());
        }
        return read(asking, consumer, rows);
    }

    /** The rows that there were of these ids at a moment, or that there are for none. */
    public <K extends Id, V> Map<K, V> byId(
            Asking asking, @Nullable Moment moment, String consumer, Set<K> ids, Function<Collection<K>, Map<K, V>> find) {
        if (moment == null) {
            return byId(asking, consumer, ids, find);
        }
        ids.forEach(id -> progress.await(consumer, id.value(), moment.at(), asking.patience()));
        asking.shows(moment.at());
        return find.apply(ids);
    }

    /**
     * The rows that there are of these ids. As in REST, a view that is late is no reason to say that something does not exist: when one is
     * not there, the view is waited for up to the log's end.
     */
    public <K extends Id, V> Map<K, V> byId(
            Asking asking, String consumer, Set<K> ids, Function<Collection<K>, Map<K, V>> find) {
        LogPosition notBefore = asking.notBefore();
        if (notBefore != null) {
            ids.forEach(id -> progress.await(consumer, id.value(), notBefore, asking.patience()));
        }
        Map<K, V> found = new HashMap<>(read(asking, consumer, () -> find.apply(ids)));
        Set<K> missing = new HashSet<>(ids);
        missing.removeAll(found.keySet());
        if (!missing.isEmpty()) {
            LogPosition end = commands.endOfLog();
            missing.forEach(id -> progress.await(consumer, id.value(), end, asking.patience()));
            found.putAll(read(asking, consumer, () -> find.apply(missing)));
        }
        return found;
    }

    /**
     * Rows of a read model, or those of the one that stands in for it, which is asked first where it is the earlier one to show what the
     * request wants.
     *
     * @param standsIn whether the rows came from {@code standIn}
     */
    public <T> T rows(Asking asking, String consumer, String standIn, Supplier<T> rows, Predicate<T> standsIn) {
        LogPosition notBefore = asking.notBefore();
        if (notBefore != null && !progress.applied(consumer).covers(notBefore)) {
            T early = rows(asking, standIn, rows);
            if (standsIn.test(early)) {
                return early;
            }
            progress.await(consumer, null, notBefore, asking.patience());
        }
        asking.checkTime();
        LogPosition at = progress.applied(consumer);
        LogPosition standInAt = progress.applied(standIn);
        T shown = rows.get();
        asking.shows(standsIn.test(shown) ? standInAt : at);
        return shown;
    }

    private <T> T read(Asking asking, String consumer, Supplier<T> rows) {
        asking.shows(progress.applied(consumer));
        return rows.get();
    }

    /** Whether the log has got as far as a client says that it has seen it. */
    boolean isReached(LogPosition place) {
        return commands.endOfLog().covers(place);
    }
}
