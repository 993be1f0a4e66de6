package com.steveslist.api.audit;

import com.steveslist.api.command.Writes;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.http.Call;
import com.steveslist.command.access.AccessCommand.RecordAccess;
import com.steveslist.command.dispatch.CommandContext;
import com.steveslist.events.access.AccessId;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.Actor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Records, before an answer leaves, whose personal values one of the staff is about to see: an event a person and request. All of an
 * answer are sent at once, so that the log takes them in one go. What cannot be recorded is not shown.
 */
@Component
final class AccessRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(AccessRecorder.class);
    private static final long PATIENCE_SECONDS = 5;

    private final Writes writes;

    AccessRecorder(Writes writes) {
        this.writes = writes;
    }

    /** For the persons whose values stand in one answer. Throws {@code access_not_recorded}. */
    void record(Call call, Viewer viewer, Collection<AccountId> persons) {
        recordAll(call, viewer, List.copyOf(persons));
    }

    /** For a file whose events are not known yet. Throws {@code access_not_recorded}. */
    void recordBulk(Call call, Viewer viewer) {
        recordAll(call, viewer, Arrays.asList((AccountId) null));
    }

    private void recordAll(Call call, Viewer viewer, List<? extends @Nullable AccountId> persons) {
        if (persons.isEmpty()) {
            return;
        }
        CommandContext context = CommandContext.of(new Actor(Actor.Kind.STAFF, viewer.account().value()), call.requestId());
        String what = call.method() + " " + shown(call.path());
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Future<?>> sent = new ArrayList<>();
            for (AccountId person : persons) {
                sent.add(senders.submit(
                        () -> writes.send(new RecordAccess(AccessId.next(), person, viewer.account(), what), context)));
            }
            for (Future<?> one : sent) {
                one.get(giveUpAt - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("a look at personal values was refused, because it could not be recorded", e);
            throw refused();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused();
        } finally {
            // Not waited for: what is still under way is recorded in vain.
            senders.shutdown();
        }
    }

    private static ApiException refused() {
        return ApiException.of(
                ErrorCode.ACCESS_NOT_RECORDED,
                "Who reads other people's personal values is recorded, and that is not possible at the moment. Try again in a few seconds,"
                        + " or ask with personal=redacted.");
    }

    /** A request's id is its client's own words, which may be anything. */
    private static String shown(String path) {
        return path.startsWith("/v1/requests/") ? "/v1/requests/{id}" : path;
    }
}
