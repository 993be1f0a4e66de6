package com.steveslist.command.account;

import com.steveslist.events.account.AccountEvent.Profile;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.account.ErasureCertificate;
import com.steveslist.events.account.ErasureId;
import com.steveslist.events.privacy.EncryptedText;
import java.time.Instant;

/** An account as its events tell it. */
public record AccountState(
        AccountId id, EncryptedText email, Profile profile, Standing standing, Instant createdAt, Instant updatedAt) {

    /** Where an account is on its way out: most never set out. */
    public sealed interface Standing {

        record Open() implements Standing {}

        /** Nothing new can be begun with it; what stands in the way of this erasure opens it again. */
        record Closing(ErasureId erasure) implements Standing {}

        record Erased(ErasureCertificate certificate) implements Standing {}
    }

    AccountState now(Standing next, Instant at) {
        return new AccountState(id, email, profile, next, createdAt, at);
    }
}
