package com.steveslist.api.graphql;

import com.steveslist.api.paging.Connection;
import graphql.parser.ParserOptions;
import graphql.schema.TypeResolver;
import graphql.schema.idl.RuntimeWiring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.graphql.execution.DefaultExecutionGraphQlService;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * The schema and what runs it. It is put together beside the first requests, after the application has started, or by the first query that
 * comes before that is done: no other request waits for it.
 */
@Component
final class Graph {

    /** The first file is what the others build on; the rest follow by name. */
    private static final String COMMON = "schema.graphqls";

    /** Far more than a program's queries are long, and little work to refuse. */
    static final ParserOptions READING = ParserOptions.newParserOptions()
            .maxCharacters(GraphRequest.LONGEST_QUERY)
            .maxTokens(10_000)
            .maxWhitespaceTokens(50_000)
            .maxRuleDepth(200)
            .captureLineComments(false)
            .build();

    private final ObjectProvider<RuntimeWiringConfigurer> nouns;
    private final BatchLoaderRegistry batches;
    private final SingletonSupplier<ExecutionGraphQlService> service = SingletonSupplier.of(this::build);
    private final SingletonSupplier<String> text = SingletonSupplier.of(Graph::read);

    Graph(ObjectProvider<RuntimeWiringConfigurer> nouns, BatchLoaderRegistry batches) {
        this.nouns = nouns;
        this.batches = batches;
    }

    ExecutionGraphQlService service() {
        return service.obtain();
    }

    /** The schema as clients read it. */
    String text() {
        return text.obtain();
    }

    @EventListener(ApplicationReadyEvent.class)
    void prepare() {
        Thread.ofVirtual().name("graphql-schema").start(service::obtain);
    }

    private ExecutionGraphQlService build() {
        GraphErrors errors = new GraphErrors();
        GraphQlSource.SchemaResourceBuilder builder = GraphQlSource.schemaResourceBuilder()
                .schemaResources(files().toArray(new Resource[0]))
                .configureRuntimeWiring(Graph::wire)
                .defaultTypeResolver(Graph.typeByResource())
                .exceptionResolvers(List.of(errors))
                .subscriptionExceptionResolvers(List.of(errors))
                .instrumentation(List.of(new CostLimit()))
                .configureGraphQl(graph -> graph.preparsedDocumentProvider(new Documents()));
        nouns.orderedStream().forEach(builder::configureRuntimeWiring);
        DefaultExecutionGraphQlService built = new DefaultExecutionGraphQlService(builder.build());
        built.addDataLoaderRegistrar(batches);
        return built;
    }

    private static void wire(RuntimeWiring.Builder wiring) {
        wiring.scalar(Scalars.LONG).scalar(Scalars.DATE_TIME).scalar(Scalars.JSON);
        for (String noun : List.of(
                "Listing", "Checkout", "Order", "Payment", "Refund", "OpenSession", "Authorization", "Import", "ImportError",
                "PastEvent", "ChangedEvent", "Access")) {
            wiring.type(noun + "Edge", type -> type.dataFetcher("cursor", field -> Arguments.<Connection.Edge<?>>source(field).cursor()));
            wiring.type(noun + "Connection", type -> type
                    .dataFetcher("nodes", field -> Arguments.<Connection<?>>source(field).nodes())
                    .dataFetcher("pageInfo", field -> Arguments.<Connection<?>>source(field).pageInfo()));
        }
        for (String name : List.of(
                "ListingStatus", "ListingOrderField", "Direction", "ListingFacet", "CheckoutStatus", "OrderStatus", "OrderRole",
                "OrderOrderField", "OrderAction", "OrderCanceller", "RefundStatusOfOrder", "PaymentStatus", "RefundStatus", "ImportStatus",
                "ImportFormat")) {
            // REST's words for the same, which is what inputs are checked as and what resources have.
            wiring.type(name, type -> type.enumValues(value -> value.toLowerCase(Locale.ROOT)));
        }
    }

    /** A thing is shown by REST's resource of the same name. */
    private static TypeResolver typeByResource() {
        return thing -> {
            String name = thing.getObject().getClass().getSimpleName().replace("Resource", "");
            return thing.getSchema().getObjectType(name.equals("Profile") ? "Account" : name);
        };
    }

    private static List<Resource> files() {
        try {
            Resource[] found = new PathMatchingResourcePatternResolver().getResources("classpath*:graphql/*.graphqls");
            return Arrays.stream(found)
                    .sorted(Comparator.comparing((Resource file) -> !COMMON.equals(file.getFilename()))
                            .thenComparing(file -> String.valueOf(file.getFilename())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read() {
        return files().stream().map(Graph::read).collect(Collectors.joining("\n"));
    }

    private static String read(Resource file) {
        try {
            return file.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
