package com.steveslist.command.account;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.account.ApiKeyId;
import com.steveslist.events.privacy.EncryptedText;
import java.time.Instant;
import java.util.Set;

/** An API key as its events tell it; nothing here opens anything. */
public record ApiKeyState(
        ApiKeyId id, AccountId account, EncryptedText name, Set<String> scopes, boolean revoked, Instant createdAt) {}
