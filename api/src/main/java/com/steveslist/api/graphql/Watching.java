package com.steveslist.api.graphql;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.live.LiveEvents;
import com.steveslist.api.live.LiveListener;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.id.Id;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.feed.EventFilter;
import com.steveslist.query.feed.FeedEvent;
import graphql.schema.DataFetchingEnvironment;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.stereotype.Component;

/** Tells of a thing as it is, at once and then whenever it has changed; of changes that come faster than they are read, the last. */
@Component
public final class Watching {

    private final LiveEvents live;

    Watching(LiveEvents live) {
        this.live = live;
    }

    /** The id of the thing that is asked for. Throws {@code not_found} for what has not the form of one. */
    public static <T> T id(DataFetchingEnvironment field, Function<String, T> parser) {
        try {
            return parser.apply(Arguments.id(field));
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    /**
     * What is watched.
     *
     * @param read reads it, no earlier than the request wants at the time
     * @param version grows with every change
     * @param shown as the caller sees it; null when it is not the caller's to see, which ends the subscription
     */
    public record Watched<V>(
            Id id, Supplier<Optional<V>> read, ToLongFunction<V> version, Function<V, @Nullable Object> shown) {}

    /** Throws {@code not_found} when there is nothing that the caller may see. */
    public <V> Publisher<Object> watch(DataFetchingEnvironment field, Watched<V> watched) {
        Asking asking = Asking.of(field);
        AccountId account = asking.account();
        if (watched.read().get().map(watched.shown()).isEmpty()) {
            throw unknown();
        }
        EventFilter filter = EventFilter.anythingOf(watched.id().value());
        return Told.of(field, told -> live.follow(account, filter, null, new Reader<>(watched, told, asking)));
    }

    private static ApiException unknown() {
        return ApiException.notFound("There is no such thing.");
    }

    /** Reads the thing again when something happened to it. */
    private static final class Reader<V> implements LiveListener {

        private final Watched<V> watched;
        private final Told told;
        private final Asking asking;
        private long lastVersion = -1;

        Reader(Watched<V> watched, Told told, Asking asking) {
            this.watched = watched;
            this.told = told;
            this.asking = asking;
        }

        @Override
        public void heard(FeedEvent event) throws InterruptedException {
            tell(event.at());
        }

        @Override
        public void quiet(LogPosition at) throws InterruptedException {
            if (lastVersion < 0) {
                tell(at);
            }
        }

        private void tell(LogPosition at) throws InterruptedException {
            try {
                asking.beginAgain(at);
                V view = watched.read().get().orElseThrow(Watching::unknown);
                long version = watched.version().applyAsLong(view);
                Object shown = watched.shown().apply(view);
                if (shown == null) {
                    told.complete();
                } else if (version > lastVersion) {
                    lastVersion = version;
                    told.next(shown, at);
                }
            } catch (RuntimeException e) {
                told.fail(e);
            }
        }

        @Override
        public void ended(Ending why) {
            told.ended(why);
        }
    }
}
