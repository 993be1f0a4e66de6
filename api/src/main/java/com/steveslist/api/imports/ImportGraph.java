package com.steveslist.api.imports;

import com.steveslist.api.graphql.Arguments;
import com.steveslist.api.graphql.Asking;
import com.steveslist.api.graphql.Batch;
import com.steveslist.api.graphql.NodeSource;
import com.steveslist.api.graphql.RestFields;
import com.steveslist.api.paging.Connection;
import com.steveslist.api.paging.Connections;
import com.steveslist.query.paging.Cursor;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** Imports in GraphQL: all but their bodies, which no JSON document could carry. */
@Component
final class ImportGraph implements RuntimeWiringConfigurer, NodeSource {

    private final RestFields rest;
    private final Connections connections;
    private final ImportErrors errors;
    private final Batch<OfImport, Page<RowFailure>> failures;

    ImportGraph(BatchLoaderRegistry batches, RestFields rest, Connections connections, ImportErrors errors) {
        this.rest = rest;
        this.connections = connections;
        this.errors = errors;
        this.failures = Batch.of(batches, "errors of imports", (asking, none, wanted) -> ofEach(asking, wanted));
    }

    private record OfImport(ImportId id, PageRequest page) {}

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", type -> type
                .dataFetcher("imports", field -> rest.list(field, "/v1/imports", ImportResource.class, ImportResource::id))
                .dataFetcher("import", this::find))
                .type("Import", type -> type.dataFetcher("errors", this::errors))
                .type("Mutation", type -> type
                        .dataFetcher("cancelImport", rest.mutation("POST /v1/imports/{id}/cancel", "import")));
    }

    @Override
    public String prefix() {
        return ImportId.PREFIX;
    }

    @Override
    public CompletableFuture<@Nullable Object> node(DataFetchingEnvironment field, String id) {
        return rest.node(field, "GET /v1/imports/{id}", id);
    }

    /** Whoever is shown an import may know what was wrong with it. */
    private CompletableFuture<@Nullable Connection<RowFailure>> errors(DataFetchingEnvironment field) {
        ImportId id = new ImportId(Arguments.<ImportResource>source(field).id());
        Connections.Wanted wanted = connections.read(field.getArguments(), "errors of " + id);
        return failures.load(field, new OfImport(id, wanted.page()),
                page -> connections.of(wanted, page, failure -> failure, failure -> new Cursor(List.of(key(failure)))));
    }

    private Map<OfImport, Page<RowFailure>> ofEach(Asking asking, Set<OfImport> wanted) {
        Map<OfImport, Page<RowFailure>> pages = new HashMap<>();
        wanted.stream().collect(Collectors.groupingBy(OfImport::page)).forEach((page, same) -> {
            Cursor after = page.after();
            int row = after == null ? 0 : Integer.parseInt(String.valueOf(after.keys().getFirst()));
            Map<ImportId, List<RowFailure>> found =
                    errors.listOfEach(same.stream().map(OfImport::id).toList(), row, page.limit() + 1);
            same.forEach(one -> pages.put(
                    one, ImportController.page(found.getOrDefault(one.id(), List.of()), page.limit(), ImportGraph::key)));
        });
        return pages;
    }

    private static String key(RowFailure failure) {
        return String.valueOf(failure.row());
    }
}
