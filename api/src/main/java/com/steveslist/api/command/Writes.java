package com.steveslist.api.command;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.ETags;
import com.steveslist.command.dispatch.Bar;
import com.steveslist.command.dispatch.Command;
import com.steveslist.command.dispatch.CommandContext;
import com.steveslist.command.dispatch.CommandRejectedException;
import com.steveslist.command.dispatch.CommandUnavailableException;
import com.steveslist.command.dispatch.CommandUnavailableException.Reason;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.dispatch.DispatchRejection;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.id.Id;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends a call's command with everything that must go with it, and measures how that went. */
@Component
public final class Writes {

    private static final Duration[] BUCKETS = {
            Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25),
            Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(3)
    };

    /** A busy listing's stock changes often, and each change is a new version. */
    private static final Duration PATCH_PATIENCE = Duration.ofSeconds(5);

    private final Commands commands;
    private final IdempotencyKeys keys;
    private final MeterRegistry meters;
    private final Turns turns = new Turns();

    Writes(Commands commands, IdempotencyKeys keys, MeterRegistry meters) {
        this.commands = commands;
        this.keys = keys;
        this.meters = meters;
    }

    /** What goes with every command of a call. {@code resourceId} names the thing that its answer shows. */
    public CommandContext context(Call call, Id resource) {
        return withoutKey(call).once(keys.of(call, resource.value()));
    }

    /** For a call that is not repeated by its key. Nothing is begun with an account that is being erased. */
    public static CommandContext withoutKey(Call call) {
        CommandContext context = CommandContext.of(call.actor(), call.requestId());
        AccountId account = call.accountIfAny();
        return account == null ? context : context.unless(Bar.closing(account));
    }

    /** Sends a command on its target, at the version that {@code If-Match} names when it was sent. */
    public <S> Decided<S> send(Call call, Command<S> command, Class<S> state) {
        return send(command, context(call, command.target()).expecting(expectedVersion(call, command.target(), state)));
    }

    /**
     * Changes a part of a thing: {@code change} makes the whole of what is known. Without {@code If-Match} it is tried again when
     * somebody else changed the thing meanwhile, so that no part of theirs is lost. Empty when there is no such thing. Throws
     * {@link CommandUnavailableException} when others are faster for five seconds.
     */
    public <S> Optional<Decided<S>> patch(Call call, Id target, Class<S> state, Function<S, Command<S>> change) {
        Long expected = expectedVersion(call, target, state);
        return expected != null
                ? patchOnce(call, target, state, change, expected)
                : turns.take(target, PATCH_PATIENCE, () -> patchLatest(call, target, state, change));
    }

    private <S> Optional<Decided<S>> patchLatest(Call call, Id target, Class<S> state, Function<S, Command<S>> change) {
        long giveUpAt = System.nanoTime() + PATCH_PATIENCE.toNanos();
        while (true) {
            try {
                return patchOnce(call, target, state, change, null);
            } catch (CommandRejectedException e) {
                if (e.rejection() != DispatchRejection.VERSION_MISMATCH) {
                    throw e;
                }
                if (System.nanoTime() > giveUpAt) {
                    throw new CommandUnavailableException(Reason.CONTENDED, "others were faster each time", e);
                }
            }
        }
    }

    private <S> Optional<Decided<S>> patchOnce(
            Call call, Id target, Class<S> state, Function<S, Command<S>> change, @Nullable Long expected) {
        return commands.find(state, target).map(known -> {
            long version = expected != null ? expected : known.version();
            return send(change.apply(known.state()), context(call, target).expecting(version));
        });
    }

    /** Sends a command. */
    public <S> Decided<S> send(Command<S> command, CommandContext context) {
        Timer.Sample sample = Timer.start(meters);
        String outcome = "failed";
        try {
            Decided<S> decided = commands.send(command, context);
            outcome = decided.replayed() ? "replayed" : "accepted";
            return decided;
        } catch (CommandRejectedException e) {
            outcome = "rejected";
            throw e;
        } catch (CommandUnavailableException e) {
            outcome = "unavailable";
            throw e;
        } finally {
            sample.stop(timer(command, outcome));
        }
    }

    private Timer timer(Command<?> command, String outcome) {
        String noun = command.getClass().getInterfaces()[0].getSimpleName().replace("Command", "").toLowerCase(Locale.ROOT);
        return Timer.builder("steveslist.commands")
                .description("Commands that calls sent, from here to the commit")
                .tag("command", noun + "." + command.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .tag("outcome", outcome)
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }

    /** The stream's version that the client saw; null when any will do. Clients count events from 1, streams from 0. */
    public <S> @Nullable Long expectedVersion(Call call, Id target, Class<S> state) {
        ETags tags = call.ifMatch();
        if (tags == null || tags.any()) {
            return null;
        }
        if (tags.strong().size() == 1) {
            return streamVersion(tags.strong().getFirst());
        }
        Optional<Long> latest = commands.find(state, target).map(Decided::version);
        return latest.filter(version -> tags.strong().contains(String.valueOf(version + 1))).orElse(NEVER);
    }

    /** A version that no stream has. */
    private static final long NEVER = Long.MAX_VALUE;

    private static long streamVersion(String tag) {
        try {
            return Long.parseLong(tag) - 1;
        } catch (NumberFormatException e) {
            return NEVER;
        }
    }

    /** For a thing that has no stream of its own: compares what the client saw with what is. */
    public static void requireVersion(Call call, long shownVersion) {
        ETags tags = call.ifMatch();
        if (tags != null && !tags.any() && !tags.strong().contains(String.valueOf(shownVersion))) {
            throw ApiException.of(
                    ErrorCode.VERSION_MISMATCH, "It is not at the version that If-Match names. Read it again and repeat the change.");
        }
    }
}
