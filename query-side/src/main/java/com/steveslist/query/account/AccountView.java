package com.steveslist.query.account;

import com.steveslist.events.account.AccountEvent.Profile;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.privacy.EncryptedText;
import java.time.Instant;

/** An account; the API decides how much of it a caller sees. */
public record AccountView(
        AccountId id, EncryptedText email, Profile profile, Instant createdAt, Instant updatedAt, long version) {}
