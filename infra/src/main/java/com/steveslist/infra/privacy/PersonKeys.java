package com.steveslist.infra.privacy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.steveslist.events.account.AccountId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import javax.crypto.SecretKey;

/**
 * The vault's keys, remembered for a minute. Of somebody who is being erased nothing is remembered: from the demand on, which every node
 * hears of within a second, the vault is asked each time. Nor is anything while the node cannot hear of such demands. One look-up a key at
 * a time; that there is none is not remembered.
 */
final class PersonKeys {

    private static final int MOST = 20_000;
    private static final Duration AT_LEAST = Duration.ofSeconds(45);
    private static final long JITTER_MILLIS = 15_000;

    private final KeyVault vault;
    private final BooleanSupplier hears;
    private final Set<AccountId> closing = ConcurrentHashMap.newKeySet();
    private final Cache<AccountId, SecretKey> known = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfter(Expiry.creating(
                    (AccountId person, SecretKey key) -> AT_LEAST.plusMillis(ThreadLocalRandom.current().nextLong(JITTER_MILLIS))))
            .build();

    /** For a process that ends soon, or of which no other erases keys. */
    PersonKeys(KeyVault vault) {
        this(vault, () -> true);
    }

    /** @param hears whether this node knows of every demand that is older than a second */
    PersonKeys(KeyVault vault, BooleanSupplier hears) {
        this.vault = vault;
        this.hears = hears;
    }

    Optional<SecretKey> find(AccountId person) {
        return closing.contains(person) || !hears.getAsBoolean()
                ? vault.find(person)
                : Optional.ofNullable(known.get(person, missing -> vault.find(missing).orElse(null)));
    }

    void create(AccountId person) {
        vault.create(person);
    }

    /** Somebody asked that the person be erased: the key may go at any moment. */
    void closing(AccountId person) {
        closing.add(person);
        known.invalidate(person);
    }

    /** The person stays, or is gone. */
    void settled(AccountId person) {
        known.invalidate(person);
        closing.remove(person);
    }

    String erase(AccountId person) {
        vault.erase(person);
        known.invalidate(person);
        return vault.kind() + "/" + person.value();
    }
}
