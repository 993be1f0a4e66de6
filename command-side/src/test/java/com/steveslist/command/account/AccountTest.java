package com.steveslist.command.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.command.dispatch.Caller;
import com.steveslist.command.dispatch.DispatchRejection;
import com.steveslist.command.dispatch.Given;
import com.steveslist.command.testing.Some;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountEvent.Profile;
import com.steveslist.events.account.AccountEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.account.ApiKeyId;
import com.steveslist.events.account.ErasureCertificate;
import com.steveslist.events.account.ErasureDemand;
import com.steveslist.events.account.ErasureId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
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

    @Nested
    class Whose_person_is_to_be_erased {

        private final ErasureId erasure = ErasureId.next();
        private final AccountCommand.RequestErasure request =
                new AccountCommand.RequestErasure(id, owner, erasure, ErasureDemand.OWNER, null);
        private final AccountEvent requested = new AccountEvent.ErasureRequested(id, erasure, ErasureDemand.OWNER, null);
        private final ErasureCertificate certificate = new ErasureCertificate(erasure, id, ErasureDemand.OWNER, null, Instant.EPOCH,
                Instant.EPOCH, Map.of("sessions", 2L), "database/" + id, "P30D", "key", "signature");

        @Test
        void is_closed_to_changes_until_it_is_refused() {
            List<String> open = List.of("order ord_1");
            Given<AccountState> account = given(registered).when(request).then(requested).when(request).thenNothing();
            account.when(new AccountCommand.ChangeProfile(id, owner, profile)).thenRejected(DispatchRejection.ACCOUNT_CLOSING);
            account.when(new AccountCommand.RefuseErasure(id, erasure, open))
                    .then(new AccountEvent.ErasureRefused(id, erasure, open))
                    .when(new AccountCommand.RefuseErasure(id, erasure, open))
                    .thenNothing()
                    .when(new AccountCommand.ChangeProfile(id, owner, profile))
                    .then(new AccountEvent.Changed(id, profile));
        }

        @Test
        void is_erased_once_and_for_good() {
            Given<AccountState> account = given(registered, requested)
                    .when(new AccountCommand.Erase(id, certificate))
                    .then(new AccountEvent.Erased(id, certificate))
                    .when(new AccountCommand.Erase(id, certificate))
                    .thenNothing();
            assertThat(account.state().standing()).isEqualTo(new AccountState.Standing.Erased(certificate));
            account.when(request).thenRejected(DispatchRejection.ACCOUNT_CLOSING);
        }

        @Test
        void is_nothing_that_others_could_ask_for_or_that_happens_unasked() {
            given(registered)
                    .when(new AccountCommand.RequestErasure(id, stranger, erasure, ErasureDemand.OWNER, null))
                    .thenRejected(AccountRejection.NOT_FOUND);
            given(registered).when(new AccountCommand.Erase(id, certificate)).thenNothing();
            given().when(request).thenRejected(AccountRejection.NOT_FOUND);
        }

        @Test
        void gets_a_certificate_whose_signed_text_is_canonical() {
            assertThat(certificate.signedText()).isEqualTo("{\"account_id\":\"" + id + "\",\"deleted\":{\"sessions\":2},"
                    + "\"demanded_at\":\"1970-01-01T00:00:00Z\",\"demanded_by\":\"owner\",\"erased_at\":\"1970-01-01T00:00:00Z\","
                    + "\"id\":\"" + erasure + "\",\"key_backups_kept\":\"P30D\",\"person_key\":\"database/" + id
                    + "\",\"signing_key\":\"key\"}");
        }
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
