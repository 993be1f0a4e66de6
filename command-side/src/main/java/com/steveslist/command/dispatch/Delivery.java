package com.steveslist.command.dispatch;

import static java.util.Objects.requireNonNull;

import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** One try of a command: what goes in with it, and the receipt that the event store left. Travels as the message's metadata. */
public final class Delivery {

    public static final String METADATA = "delivery";

    private final CommandContext context;
    private final boolean assumesNew;
    private @Nullable AppendReceipt receipt;

    /** @param assumesNew whether to decide as if there were no events yet, without looking; the append finds out */
    Delivery(CommandContext context, boolean assumesNew) {
        this.context = context;
        this.assumesNew = assumesNew;
    }

    /** For tests of one aggregate. */
    public static Delivery of(CommandContext context) {
        return new Delivery(context, false);
    }

    CommandContext context() {
        return context;
    }

    @Nullable
    AppendReceipt receipt() {
        return receipt;
    }

    void attachTo(UnitOfWork<?> unitOfWork) {
        unitOfWork.resources().put(
                AppendAttachments.RESOURCE, new AppendAttachments(context.idempotencyKey(), context.claims(), context.bars()));
        unitOfWork.afterCommit(committed -> receipt = committed.getResource(AppendReceipt.RESOURCE));
    }

    static Delivery of(UnitOfWork<?> unitOfWork) {
        return (Delivery) requireNonNull(unitOfWork.getMessage().getMetaData().get(METADATA));
    }

    static boolean currentAssumesNew() {
        return of(CurrentUnitOfWork.get()).assumesNew;
    }
}
