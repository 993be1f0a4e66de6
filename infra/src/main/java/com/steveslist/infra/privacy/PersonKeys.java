package com.steveslist.infra.privacy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.steveslist.events.account.AccountId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.crypto.SecretKey;

/**
 * The vault's keys, remembered for a minute: so long may an erased key still open values on another node. One look-up a key at a time;
 * that there is none is not remembered.
 */
final class PersonKeys {

    private static final int MOST = 20_000;
    private static final Duration AT_LEAST = Duration.ofSeconds(45);
    private static final long JITTER_MILLIS = 15_000;

    private final KeyVault vault;
    private final Cache<AccountId, SecretKey> known = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfter(Expiry.creating(
                    (AccountId person, SecretKey key) -> AT_LEAST.plusMillis(ThreadLocalRandom.current().nextLong(JITTER_MILLIS))))
            .build();

    PersonKeys(KeyVault vault) {
        this.vault = vault;
    }

    Optional<SecretKey> find(AccountId person) {
        return Optional.ofNullable(known.get(person, missing -> vault.find(missing).orElse(null)));
    }

    void create(AccountId person) {
        vault.create(person);
    }

    void erase(AccountId person) {
        vault.erase(person);
        known.invalidate(person);
    }
}
