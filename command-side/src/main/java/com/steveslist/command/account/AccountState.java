package com.steveslist.command.account;

import com.steveslist.events.account.AccountEvent.Profile;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.privacy.EncryptedText;
import java.time.Instant;

/** An account as its events tell it. */
public record AccountState(AccountId id, EncryptedText email, Profile profile, Instant createdAt, Instant updatedAt) {}
