package com.steveslist.command.account;

import static com.steveslist.command.account.AccountRejection.NOT_FOUND;
import static com.steveslist.command.dispatch.Decision.accept;
import static com.steveslist.command.dispatch.Decision.nothingToDo;
import static com.steveslist.command.dispatch.Decision.reject;

import com.steveslist.command.account.AccountCommand.Erase;
import com.steveslist.command.account.AccountCommand.RefuseErasure;
import com.steveslist.command.account.AccountCommand.RequestErasure;
import com.steveslist.command.account.AccountState.Standing;
import com.steveslist.command.dispatch.Decision;
import com.steveslist.command.dispatch.DispatchRejection;
import com.steveslist.events.account.AccountEvent;
import com.steveslist.events.account.ErasureId;
import org.jspecify.annotations.Nullable;

/** Decides how an account is closed and its person erased. Whether something is under way with it is found out outside, once it is closed. */
final class Erasing {

    private Erasing() {}

    static Decision request(@Nullable AccountState before, RequestErasure request) {
        if (before == null || !request.caller().mayActFor(before.id())) {
            return reject(NOT_FOUND, "There is no such account.");
        }
        return switch (before.standing()) {
            case Standing.Open open ->
                accept(new AccountEvent.ErasureRequested(
                        before.id(), request.erasure(), request.demandedBy(), request.reason()));
            case Standing.Closing(ErasureId erasure) when erasure.equals(request.erasure()) -> nothingToDo();
            case Standing.Closing closing -> closing();
            case Standing.Erased erased -> closing();
        };
    }

    static Decision refuse(@Nullable AccountState before, RefuseErasure refuse) {
        return before != null && before.standing() instanceof Standing.Closing(ErasureId erasure)
                && erasure.equals(refuse.erasure())
                        ? accept(new AccountEvent.ErasureRefused(before.id(), refuse.erasure(), refuse.open()))
                        : nothingToDoWith(before);
    }

    static Decision erase(@Nullable AccountState before, Erase erase) {
        return before != null && before.standing() instanceof Standing.Closing(ErasureId erasure)
                && erasure.equals(erase.certificate().erasureId())
                        ? accept(new AccountEvent.Erased(before.id(), erase.certificate()))
                        : nothingToDoWith(before);
    }

    private static Decision nothingToDoWith(@Nullable AccountState before) {
        return before == null ? reject(NOT_FOUND, "There is no such account.") : nothingToDo();
    }

    static Decision closing() {
        return reject(DispatchRejection.ACCOUNT_CLOSING, "This account is being erased: nothing can be begun with it any more.");
    }
}
