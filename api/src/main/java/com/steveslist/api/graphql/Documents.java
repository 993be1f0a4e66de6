package com.steveslist.api.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Documents that were used last, read and checked, so that a program's queries are read once. Wrong ones are not kept. */
final class Documents implements PreparsedDocumentProvider {

    private static final long MOST_CHARACTERS = 4_000_000;

    private final Cache<String, PreparsedDocumentEntry> known = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS)
            .weigher((String text, PreparsedDocumentEntry document) -> text.length() + 100)
            .expireAfterAccess(Duration.ofHours(1))
            .build();

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> read) {
        PreparsedDocumentEntry document = known.getIfPresent(input.getQuery());
        if (document == null) {
            document = read.apply(input);
            if (!document.hasErrors()) {
                known.put(input.getQuery(), document);
            }
        }
        return CompletableFuture.completedFuture(document);
    }
}
