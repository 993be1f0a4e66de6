package com.steveslist.api.account;

import com.steveslist.command.privacy.PersonalData;
import com.steveslist.query.account.AccountView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What everybody may know of an account. */
record ProfileResource(String id, @Nullable String name, Instant memberSince) {

    static ProfileResource of(AccountView view, PersonalData personal) {
        return new ProfileResource(view.id().value(), personal.read(view.profile().name()), view.createdAt());
    }
}
