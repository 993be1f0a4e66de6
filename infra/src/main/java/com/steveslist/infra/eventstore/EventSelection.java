package com.steveslist.infra.eventstore;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The events that one reader wants: those that its account may see, and some that are everybody's.
 *
 * @param account one of an event's parties; null for nobody's
 * @param types of the account's events
 * @param commonTypes of the events that are wanted whomever they are about
 * @param stream the only one that is wanted; null for all
 */
public record EventSelection(@Nullable String account, Set<String> types, Set<String> commonTypes, @Nullable String stream) {

    public EventSelection {
        types = Set.copyOf(types);
        commonTypes = Set.copyOf(commonTypes);
    }
}
