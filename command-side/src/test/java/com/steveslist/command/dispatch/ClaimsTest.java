package com.steveslist.command.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.command.account.AccountAggregates;
import com.steveslist.command.account.AccountCommand;
import com.steveslist.command.account.AccountRejection;
import com.steveslist.command.account.AccountState;
import com.steveslist.command.testing.Some;
import com.steveslist.events.account.AccountId;
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
    void a_repeat_with_the_same_key_is_not_told_that_its_own_email_is_taken() {
        AccountId id = AccountId.next();
        CommandContext once = Some.context().once(new IdempotencyKey("POST", "k", "f", id.value()));
        register(id, once);
        Decided<AccountState> again = register(AccountId.next(), once);
        assertThat(again.replayed()).isTrue();
        assertThat(again.state().id()).isEqualTo(id);
    }
}
