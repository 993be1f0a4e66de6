package com.steveslist.command.order;

import com.steveslist.command.dispatch.Decision;
import com.steveslist.command.dispatch.Occurrence;
import org.jspecify.annotations.Nullable;

/** How orders decide, as functions of nothing but their arguments: for whoever asks what an order would have said. */
public final class OrderRules {

    private OrderRules() {}

    /** @param before null for an order that does not exist yet */
    public static Decision decide(@Nullable OrderState before, OrderCommand command) {
        return new Order().decide(before, command);
    }

    /** @param before null for the event that begins it */
    public static OrderState evolve(@Nullable OrderState before, Occurrence occurrence) {
        return OrderEvolution.evolve(before, occurrence);
    }
}
