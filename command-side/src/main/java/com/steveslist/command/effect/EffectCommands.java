package com.steveslist.command.effect;

import com.steveslist.command.dispatch.Command;
import com.steveslist.command.dispatch.CommandContext;
import com.steveslist.command.dispatch.CommandRejectedException;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.dispatch.IdempotencyKey;
import com.steveslist.command.dispatch.Rejection;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.id.Id;
import java.util.Optional;
import java.util.Set;

/** Sends the commands of effects, in the name of the process that wished them. */
public final class EffectCommands {

    private static final String SCOPE = "effect";

    private final Commands commands;

    public EffectCommands(Commands commands) {
        this.commands = commands;
    }

    public <S> Optional<S> find(Class<S> stateType, Id id) {
        return commands.find(stateType, id).map(Decided::state);
    }

    /** Sends a command at most once for this effect, however often the effect is run; its events are committed with the effect's id. */
    public void sendOnce(Effect effect, Command<?> command) {
        commands.send(command, context(effect).once(key(effect, command)));
    }

    /** As {@link #sendOnce}, for a command that has come too late, and changes nothing, when it is rejected for one of these reasons. */
    public void sendOnceUnless(Set<? extends Rejection> tooLate, Effect effect, Command<?> command) {
        try {
            sendOnce(effect, command);
        } catch (CommandRejectedException rejected) {
            if (!tooLate.contains(rejected.rejection())) {
                throw rejected;
            }
        }
    }

    /** Sends a command that may be repeated as it is, and answers with the state as it is now. */
    public <S> S send(Effect effect, Command<S> command) {
        return commands.send(command, context(effect)).state();
    }

    private static IdempotencyKey key(Effect effect, Command<?> command) {
        String target = command.target().value();
        return new IdempotencyKey(SCOPE, effect.id() + ':' + target, effect.kind(), target);
    }

    private static CommandContext context(Effect effect) {
        Actor process = new Actor(Actor.Kind.SAGA, effect.argument(Wishes.PROCESS));
        String requestId = effect.arguments().getOrDefault(Wishes.REQUEST_ID, effect.id());
        return CommandContext.of(process, requestId)
                .because(effect.arguments().get(Wishes.CORRELATION_ID), effect.argument(Wishes.CAUSED_BY));
    }
}
