package com.steveslist.api.graphql;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.live.LiveListener.Ending;
import com.steveslist.events.log.LogPosition;
import graphql.schema.DataFetchingEnvironment;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderRegistry;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.FluxSink.OverflowStrategy;

/** Where a subscription's things go, one at a time: who tells waits until the client has taken the one before. */
public final class Told {

    private final FluxSink<Object> sink;
    private final Asking asking;
    private final DataLoaderRegistry loaders;
    private final Semaphore wanted = new Semaphore(0);

    private Told(FluxSink<Object> sink, DataFetchingEnvironment field) {
        this.sink = sink;
        this.asking = Asking.of(field);
        this.loaders = field.getDataLoaderRegistry();
    }

    /** @param begin begins to tell, on a thread of its own; what it returns is closed when the client wants no more */
    public static Publisher<Object> of(DataFetchingEnvironment field, Function<Told, AutoCloseable> begin) {
        return Flux.create(sink -> {
            Told told = new Told(sink, field);
            sink.onRequest(more -> told.wanted.release((int) Math.min(more, 1_000)));
            AutoCloseable source = begin.apply(told);
            sink.onDispose(() -> {
                close(source);
                // Who waits for the client to want more learns that it never will.
                told.wanted.release(1_000);
            });
        }, OverflowStrategy.ERROR);
    }

    private static void close(AutoCloseable source) {
        try {
            source.close();
        } catch (Exception e) {
            throw new IllegalStateException("a source of events cannot be closed", e);
        }
    }

    /** @param at a place that the thing shows; what hangs on it is read no earlier, and anew */
    public void next(Object thing, LogPosition at) throws InterruptedException {
        wanted.acquire();
        asking.beginAgain(at);
        loaders.getDataLoaders().forEach(DataLoader::clearAll);
        sink.next(thing);
    }

    public void complete() {
        sink.complete();
    }

    public void fail(RuntimeException e) {
        sink.error(e);
    }

    /** A restore took back what was told after a place. @param token of the place */
    public void rewound(String token) {
        sink.error(ApiException.of(
                ErrorCode.INVALID_CONSISTENCY_TOKEN,
                "A restore took back events that you have seen. Forget what you heard after " + token
                        + ", and subscribe again with that as after."));
    }

    public void ended(Ending why) {
        switch (why) {
            case CLOSED -> sink.complete();
            case TOO_SLOW -> sink.error(ApiException.of(ErrorCode.OVERLOADED, "You read too slowly. Subscribe again."));
            case REWOUND, STOPPING, UNAVAILABLE ->
                sink.error(ApiException.of(ErrorCode.UNAVAILABLE, "This node tells no more. Subscribe again."));
        }
    }
}
