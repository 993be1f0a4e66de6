package com.steveslist.command.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.command.dispatch.Caller;
import com.steveslist.command.dispatch.Given;
import com.steveslist.command.testing.Some;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountEvent;
import com.steveslist.events.account.AccountEvent.Profile;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.account.ApiKeyId;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccountTest {

    private final AccountId id = Some.account();
    private final ApiKeyId key = ApiKeyId.next();
    private final Caller owner = Caller.account(id);
    private final Caller stranger = Caller.account(Some.account());
    private final AccountEvent registered = new AccountEvent.Registered(id, Some.text("mail"), Some.text("name"));
    private final AccountEvent keyCreated = new AccountEvent.ApiKeyCreated(key, id, Some.text("laptop"), Set.of("read"));
    private final Profile profile = new Profile(Some.text("name"), Some.text("Berlin"), "DE", "de", "Europe/Berlin");

    private Given<AccountState> given(DomainEvent... events) {
        return Given.events(AccountConfiguration.TYPE, events);
    }

    private Given<ApiKeyState> givenKey(DomainEvent... events) {
        return Given.events(AccountConfiguration.KEY_TYPE, events);
    }

    @Test
    void is_registered_once() {
        AccountCommand.Register register = new AccountCommand.Register(id, Some.text("mail"), Some.text("name"));
        given().when(register).then(registered).when(register).thenNothing();
    }

    @Test
    void is_changed_by_its_owner() {
        Given<AccountState> account = given(registered)
                .when(new AccountCommand.ChangeProfile(id, owner, profile))
                .then(new AccountEvent.Changed(id, profile));
        assertThat(account.state().profile()).isEqualTo(profile);
        account.when(new AccountCommand.ChangeProfile(id, owner, profile)).thenNothing();
    }

    @Test
    void is_nothing_that_others_could_change() {
        given(registered)
                .when(new AccountCommand.ChangeProfile(id, stranger, profile))
                .thenRejected(AccountRejection.NOT_FOUND);
        given().when(new AccountCommand.ChangeProfile(id, owner, profile)).thenRejected(AccountRejection.NOT_FOUND);
    }

    @Test
    void has_keys_that_are_revoked_for_good() {
        givenKey()
                .when(new AccountCommand.CreateApiKey(key, id, Some.text("laptop"), Set.of("read")))
                .then(keyCreated)
                .when(new AccountCommand.RevokeApiKey(key, owner))
                .then(new AccountEvent.ApiKeyRevoked(key, id))
                .when(new AccountCommand.RevokeApiKey(key, owner))
                .thenNothing();
    }

    @Test
    void has_keys_that_are_nothing_to_others() {
        givenKey(keyCreated).when(new AccountCommand.RevokeApiKey(key, stranger)).thenRejected(AccountRejection.NOT_FOUND);
    }
}
