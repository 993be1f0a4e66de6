package com.steveslist.api.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.error.FieldError;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Apollo's automatic persisted queries: a client sends the hash of a query, and the query itself only when this node does not know it. Each
 * node learns for itself and forgets what is not used; the client's protocol mends that by itself.
 */
@Component
final class PersistedQueries {

    /** What clients look for, in the protocol's own words. */
    static final String NOT_FOUND_MESSAGE = "PersistedQueryNotFound";
    static final String NOT_FOUND_CODE = "PERSISTED_QUERY_NOT_FOUND";

    private static final long MOST_CHARACTERS = 4_000_000;

    private final Cache<String, String> known = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS)
            .weigher((String hash, String query) -> query.length() + 100)
            .expireAfterAccess(Duration.ofDays(1))
            .build();

    /**
     * The query that is meant; empty when it is not known here.
     *
     * @param hash SHA-256, hexadecimal
     * @param query as it was sent; null when only the hash was
     */
    Optional<String> resolve(String hash, @Nullable String query) {
        String key = hash.toLowerCase(Locale.ROOT);
        if (query == null) {
            return Optional.ofNullable(known.getIfPresent(key));
        }
        if (!sha256(query).equals(key)) {
            throw ApiException.invalid(new FieldError(
                    FieldError.In.BODY,
                    "/extensions/persistedQuery/sha256Hash",
                    "invalid_value",
                    "sha256Hash must be the SHA-256 of query, in hexadecimal."));
        }
        known.put(key, query);
        return Optional.of(query);
    }

    /** An error as the protocol has it. */
    static ApiException notFound() {
        return ApiException.of(ErrorCode.PERSISTED_QUERY_NOT_FOUND, NOT_FOUND_MESSAGE);
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
