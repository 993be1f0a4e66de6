package com.steveslist.command.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.command.account.AccountAggregates;
import com.steveslist.command.account.AccountCommand;
import com.steveslist.command.account.AccountRejection;
import com.steveslist.command.account.AccountState;
import com.steveslist.command.testing.Some;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.account.ErasureDemand;
import com.steveslist.events.account.ErasureId;
import org.junit.jupiter.api.Test;

class ClaimsTest {

    private final MemoryCommandSide side = new MemoryCommandSide(AccountAggregates.TYPE);

    private Decided<AccountState> register(AccountId id, CommandContext context) {
        return side.commands.send(
                new AccountCommand.Register(id, Some.text("mail"), Some.text("name")),
                context.claiming(new Claim("email", "hash", id)));
    }

    @Test
    void an_email_is_taken_once() {
        register(AccountId.next(), Some.context());
        assertThatThrownBy(() -> register(AccountId.next(), Some.context())).isInstanceOfSatisfying(
                CommandRejectedException.class,
                rejected -> assertThat(rejected.rejection()).isEqualTo(AccountRejection.EMAIL_TAKEN));
        assertThat(side.log.size()).isEqualTo(1);
    }

    @Test
    void an_email_that_is_let_go_can_be_taken_by_another() {
        AccountId first = AccountId.next();
        register(first, Some.context());
        ErasureId erasure = ErasureId.next();
        side.commands.send(
                new AccountCommand.RequestErasure(first, Caller.MARKET, erasure, ErasureDemand.STAFF, null),
                Some.context().claiming(Claim.release("email", first)));
        assertThat(register(AccountId.next(), Some.context()).replayed()).isFalse();
    }

    @Test
    void a_held_claim_bars_what_must_not_meet_it() {
        AccountId closing = AccountId.next();
        side.commands.send(
                new AccountCommand.Register(closing, Some.text("mail"), Some.text("name")),
                Some.context().claiming(new Claim(Bar.CLOSING, closing.value(), closing)));
        assertThatThrownBy(() -> register(AccountId.next(), Some.context().unless(Bar.closing(closing)))).isInstanceOfSatisfying(
                CommandRejectedException.class,
                rejected -> assertThat(rejected.rejection()).isEqualTo(DispatchRejection.ACCOUNT_CLOSING));
        register(AccountId.next(), Some.context().unless(Bar.closing(AccountId.next())));
    }

    @Test
    void a_repeat_with_the_same_key_is_not_told_that_its_own_email_is_taken() {
        AccountId id = AccountId.next();
        CommandContext once = Some.context().once(new IdempotencyKey("POST", "k", "f", id.value()));
        register(id, once);
        Decided<AccountState> again = register(AccountId.next(), once);
        assertThat(again.replayed()).isTrue();
        assertThat(again.state().id()).isEqualTo(id);
    }
}
