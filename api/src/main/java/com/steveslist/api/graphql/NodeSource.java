package com.steveslist.api.graphql;

import graphql.schema.DataFetchingEnvironment;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Things of one kind, by their ids. */
public interface NodeSource {

    /** How their ids begin, before the underscore. */
    String prefix();

    /** The thing; null when there is none, or it is not the caller's to see. Throws what the caller lacks to ask for it at all. */
    CompletableFuture<? extends @Nullable Object> node(DataFetchingEnvironment field, String id);
}
