package com.steveslist.events.account;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.privacy.EncryptedText;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens to an account and to the API keys that act for it. */
public sealed interface AccountEvent extends DomainEvent {

    /** Somebody signed up. The password's hash is a row elsewhere, never in an event. */
    record Registered(AccountId accountId, EncryptedText email, EncryptedText name) implements AccountEvent {}

    /** The owner changed the profile; the record holds it as it is from now on. */
    record Changed(AccountId accountId, Profile profile) implements AccountEvent {}

    /** The owner made an API key. Its secret's hash is a row elsewhere. */
    record ApiKeyCreated(ApiKeyId apiKeyId, AccountId accountId, EncryptedText name, Set<String> scopes)
            implements AccountEvent {
        public ApiKeyCreated {
            scopes = Set.copyOf(scopes);
        }
    }

    /** An API key stopped working, for good. */
    record ApiKeyRevoked(ApiKeyId apiKeyId, AccountId accountId) implements AccountEvent {}

    /** Somebody asked that the person be erased. From here on nothing new can be begun with the account. */
    record ErasureRequested(AccountId accountId, ErasureId erasureId, ErasureDemand demandedBy, @Nullable String reason)
            implements AccountEvent {}

    /** Something that was under way stands in the way of an erasure; the account goes on. @param open kinds and ids, such as {@code order ord_…} */
    record ErasureRefused(AccountId accountId, ErasureId erasureId, List<String> open) implements AccountEvent {
        public ErasureRefused {
            open = List.copyOf(open);
        }
    }

    /** The person's key and all that opened the account are gone: every personal value in the log can never be read again. */
    record Erased(AccountId accountId, ErasureCertificate certificate) implements AccountEvent {}

    /**
     * What a person says about themselves.
     *
     * @param country ISO 3166-1 alpha-2, upper case
     * @param language a BCP 47 tag
     * @param timeZone an IANA zone id
     */
    record Profile(
            EncryptedText name,
            @Nullable EncryptedText city,
            @Nullable String country,
            @Nullable String language,
            @Nullable String timeZone) {}
}
