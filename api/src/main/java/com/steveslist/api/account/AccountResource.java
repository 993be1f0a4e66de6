package com.steveslist.api.account;

import com.steveslist.command.account.AccountState;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountEvent.Profile;
import com.steveslist.events.privacy.EncryptedText;
import com.steveslist.query.account.AccountView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An account as its owner sees it. Personal values read "erased" once the person's key is. */
public record AccountResource(
        String id,
        @Nullable String email,
        @Nullable String name,
        @Nullable String city,
        @Nullable String country,
        @Nullable String language,
        @Nullable String timeZone,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    /** From what was decided. */
    public static AccountResource of(Decided<AccountState> decided, PersonalData personal) {
        AccountState account = decided.state();
        return of(
                account.id().value(),
                account.email(),
                account.profile(),
                account.createdAt(),
                account.updatedAt(),
                decided.version(),
                personal);
    }

    public static AccountResource of(AccountView view, PersonalData personal) {
        return of(
                view.id().value(), view.email(), view.profile(), view.createdAt(), view.updatedAt(), view.version(), personal);
    }

    private static AccountResource of(
            String id,
            EncryptedText email,
            Profile profile,
            Instant createdAt,
            Instant updatedAt,
            long streamVersion,
            PersonalData personal) {
        return new AccountResource(
                id,
                personal.read(email),
                personal.read(profile.name()),
                profile.city() == null ? null : personal.read(profile.city()),
                profile.country(),
                profile.language(),
                profile.timeZone(),
                createdAt,
                updatedAt,
                streamVersion + 1);
    }
}
