package com.steveslist.api.graphql;

import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import reactor.core.publisher.Mono;

/**
 * Things that many fields ask for one by one and that are read at once: one read for all fields of a level of the query, and none for a thing
 * that the same request has read already.
 *
 * @param <K> names a thing; has to be equal to itself
 * @param <V> the thing
 */
public final class Batch<K, V> {

    private final String name;

    private Batch(String name) {
        this.name = name;
    }

    /**
     * @param name of its own
     * @param read reads those that there are, with one statement
     */
    public static <K, V> Batch<K, V> of(BatchLoaderRegistry registry, String name, BiFunction<Asking, Set<K>, Map<K, V>> read) {
        registry.<K, V>forName(name).registerMappedBatchLoader((keys, environment) -> {
            Asking asking = Asking.of(Objects.requireNonNull(environment.<GraphQLContext>getContext()));
            return Mono.fromSupplier(() -> {
                asking.checkTime();
                return read.apply(asking, keys);
            });
        });
        return new Batch<>(name);
    }

    /** The thing as {@code render} makes it; null when there is no such thing. */
    public <R> CompletableFuture<@Nullable R> load(DataFetchingEnvironment field, K key, Function<V, @Nullable R> render) {
        DataLoader<K, V> loader = Objects.requireNonNull(field.<K, V>getDataLoader(name), name);
        return loader.load(key).thenApply(found -> found == null ? null : render.apply(found));
    }

    /** Likewise, by an id as clients have it; what has not its form names nothing. */
    public <R> CompletableFuture<@Nullable R> load(
            DataFetchingEnvironment field, String id, Function<String, K> parser, Function<V, @Nullable R> render) {
        try {
            return load(field, parser.apply(id), render);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(null);
        }
    }
}
