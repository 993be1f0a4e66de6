package com.steveslist.command.dispatch;

import com.steveslist.events.id.Id;
import java.util.Optional;

/** The door to the command side: sends a command to the aggregate that decides it, and answers with what was decided. */
public final class Commands {

    /**
     * Sends a command and waits until its events are committed.
     *
     * @throws CommandRejectedException when it is not granted; nothing was written
     * @throws CommandUnavailableException when it could not be carried out now
     */
    public <S> Decided<S> send(Command<S> command, CommandContext context) {
        throw new UnsupportedOperationException(command + " " + context);
    }

    /** The aggregate as it is now, or empty when it has no events. Never stale. */
    public <S> Optional<Decided<S>> find(Class<S> stateType, Id id) {
        throw new UnsupportedOperationException(stateType + " " + id);
    }

    /** The aggregate as it was right after the event with this version, as a replayed answer. */
    public <S> Decided<S> asOf(Class<S> stateType, String stream, long version) {
        throw new UnsupportedOperationException(stateType + " " + stream + " " + version);
    }
}
