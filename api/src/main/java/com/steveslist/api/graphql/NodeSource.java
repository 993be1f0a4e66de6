package com.steveslist.api.graphql;

import com.steveslist.api.error.ApiException;
import graphql.schema.DataFetchingEnvironment;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Things of one kind, by their ids. */
public interface NodeSource {

    /** How their ids begin, before the underscore. */
    String prefix();

    /** The thing; null when there is none, or it is not the caller's to see. Throws what the caller lacks to ask for it at all. */
    CompletableFuture<? extends @Nullable Object> node(DataFetchingEnvironment field, String id);

    /** The thing that the top of a query asks for by the argument {@code id}; as in REST, that there is none is an error there. */
    default CompletableFuture<Object> find(DataFetchingEnvironment field) {
        return node(field, Arguments.id(field)).thenApply(found -> {
            if (found == null) {
                throw ApiException.notFound("There is no such thing.");
            }
            return found;
        });
    }
}
