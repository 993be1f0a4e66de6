package com.steveslist.api.graphql;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.graphql.LiveResults.Client;
import com.steveslist.api.http.EventOutput;
import com.steveslist.api.http.Json;
import graphql.ExecutionResult;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Writes the results of one subscription as server-sent events. */
final class StreamClient implements Client {

    private static final byte[] NOTHING = {};

    private final EventOutput out;
    private final String requestId;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile @Nullable Heart heart;

    private StreamClient(EventOutput out, String requestId) {
        this.out = out;
        this.requestId = requestId;
    }

    @SuppressWarnings("unchecked")
    static AutoCloseable begin(
            Publisher<?> results, GraphRunner runner, Asking asking, EventOutput out, BooleanSupplier standing) {
        StreamClient client = new StreamClient(out, asking.requestId());
        LiveResults live = new LiveResults(runner, asking, client);
        client.heart = Heart.beat(standing, client::beat, () -> {
            client.say(GraphResult.of(
                    ApiException.of(ErrorCode.INVALID_CREDENTIALS, "The credentials no longer hold."), client.requestId));
            live.close();
        });
        ((Publisher<ExecutionResult>) results).subscribe(live);
        return live;
    }

    @Override
    public void next(GraphResult result) throws IOException {
        write("next", Json.write(result.body(), false));
    }

    private void beat() throws IOException {
        writing.lock();
        try {
            out.comment("still here");
        } finally {
            writing.unlock();
        }
    }

    private void say(GraphResult result) {
        try {
            next(result);
        } catch (IOException gone) {
            // Nobody is left to be told.
        }
    }

    @Override
    public void ended(@Nullable GraphResult failure) {
        try {
            if (failure != null) {
                next(failure);
            }
            write("complete", NOTHING);
        } catch (IOException gone) {
            // Nobody is left to be told.
        } finally {
            out.close();
            Heart beating = heart;
            if (beating != null) {
                beating.close();
            }
        }
    }

    private void write(String event, byte[] data) throws IOException {
        writing.lock();
        try {
            out.event("", event, data);
        } finally {
            writing.unlock();
        }
    }
}
