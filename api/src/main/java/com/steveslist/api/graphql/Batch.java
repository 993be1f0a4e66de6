package com.steveslist.api.graphql;

import com.steveslist.query.history.Moment;
import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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
    public static <K, V> Batch<K, V> of(BatchLoaderRegistry registry, String name, Reading<K, V> read) {
        registry.<Then<K>, V>forName(name).registerMappedBatchLoader((keys, environment) -> {
            Asking asking = Asking.of(Objects.requireNonNull(environment.<GraphQLContext>getContext()));
            return Mono.fromSupplier(() -> {
                asking.checkTime();
                Map<@Nullable Moment, Set<K>> byMoment = new HashMap<>();
                keys.forEach(then -> byMoment.computeIfAbsent(then.moment(), moment -> new HashSet<>()).add(then.key()));
                Map<Then<K>, V> found = new HashMap<>();
                byMoment.forEach((moment, wanted) -> read.read(asking, moment, wanted)
                        .forEach((key, value) -> found.put(new Then<>(moment, key), value)));
                return found;
            });
        });
        return new Batch<>(name);
    }

    /** Reads those that there are, or that there were at a moment. */
    @FunctionalInterface
    public interface Reading<K, V> {

        Map<K, V> read(Asking asking, @Nullable Moment moment, Set<K> keys);
    }

    private record Then<K>(@Nullable Moment moment, K key) {}

    /** The thing as {@code render} makes it; null when there is no such thing. */
    public <R> CompletableFuture<@Nullable R> load(DataFetchingEnvironment field, K key, Function<V, @Nullable R> render) {
        DataLoader<Then<K>, V> loader = Objects.requireNonNull(field.<Then<K>, V>getDataLoader(name), name);
        return loader.load(new Then<>(PastFields.momentOf(field), key)).thenApply(found -> found == null ? null : render.apply(found));
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
