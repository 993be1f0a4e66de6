package com.steveslist.command.dispatch;

import com.steveslist.events.DomainEvent;
import java.util.List;

/** What an aggregate says to a command. */
public sealed interface Decision {

    /** Granted; without events when there was nothing left to do. */
    record Accepted(List<DomainEvent> events) implements Decision {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /** @param detail for clients; says what to do */
    record Rejected(Rejection rejection, String detail) implements Decision {}

    static Decision accept(DomainEvent... events) {
        return new Accepted(List.of(events));
    }

    static Decision accept(List<DomainEvent> events) {
        return new Accepted(events);
    }

    static Decision nothingToDo() {
        return new Accepted(List.of());
    }

    static Decision reject(Rejection rejection, String detail) {
        return new Rejected(rejection, detail);
    }
}
