package com.steveslist.api.graphql;

import com.steveslist.api.error.Errors;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.springframework.graphql.execution.SubscriptionPublisherException;

/**
 * Takes the results of a subscription one after the other, on the thread on which they happen: the next one is asked for when the one before
 * is written, so a client that reads slowly holds up nobody but itself.
 */
final class LiveResults implements Subscriber<ExecutionResult>, AutoCloseable {

    private final GraphRunner runner;
    private final Asking asking;
    private final Client client;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable Subscription subscription;

    LiveResults(GraphRunner runner, Asking asking, Client client) {
        this.runner = runner;
        this.asking = asking;
        this.client = client;
    }

    /** Who reads the results. */
    interface Client {

        void next(GraphResult result) throws IOException;

        /** Called last, and once. @param failure null when there is nothing more to tell */
        void ended(@Nullable GraphResult failure);
    }

    @Override
    public void onSubscribe(Subscription begun) {
        subscription = begun;
        if (ended.get()) {
            begun.cancel();
        } else {
            begun.request(1);
        }
    }

    @Override
    public void onNext(ExecutionResult result) {
        Subscription running = subscription;
        if (ended.get() || running == null) {
            return;
        }
        try {
            client.next(runner.render(result, asking));
            running.request(1);
        } catch (IOException gone) {
            close();
        }
    }

    @Override
    public void onError(Throwable thrown) {
        List<GraphQLError> errors = thrown instanceof SubscriptionPublisherException known
                ? known.getErrors()
                : List.of(GraphErrors.of(Errors.of(GraphErrors.cause(thrown))));
        end(GraphResult.of(errors, asking.requestId()));
    }

    @Override
    public void onComplete() {
        end(null);
    }

    private void end(@Nullable GraphResult failure) {
        if (ended.compareAndSet(false, true)) {
            client.ended(failure);
        }
    }

    /** Ends it from the client's side. Again changes nothing. */
    @Override
    public void close() {
        if (ended.compareAndSet(false, true)) {
            Subscription running = subscription;
            if (running != null) {
                running.cancel();
            }
            client.ended(null);
        }
    }
}
