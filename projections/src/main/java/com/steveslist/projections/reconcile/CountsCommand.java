package com.steveslist.projections.reconcile;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.serialization.EventJson;
import com.steveslist.projections.view.ViewDefinition;
import com.steveslist.projections.warehouse.Warehouse;
import com.steveslist.query.search.ElasticsearchClients;
import com.steveslist.query.search.ListingIndex;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How much each read model holds. */
@Command(
        name = "counts",
        description = "Show how much each read model holds: PostgreSQL views by status, Elasticsearch, the warehouse.",
        mixinStandardHelpOptions = true)
public final class CountsCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final List<String> TABLES =
            List.of("events", "accounts", "listings", "listing_labels", "orders", "order_items", "payments", "refunds");

    @Option(names = "--wait", paramLabel = "SECONDS", description = "Let all of them catch up first. Default: ${DEFAULT-VALUE}.")
    private int waitSeconds = 0;

    @Override
    public Integer call() {
        try (Parts parts = new Parts()) {
            List<String> underWay = waitSeconds == 0
                    ? List.of()
                    : new Waiting(new EventLog(parts.log(), new EventJson()), parts)
                            .until(Duration.ofSeconds(waitSeconds), System.out::println);
            underWay.forEach(what -> System.out.println("  not all is counted yet: " + what));
            views(new JdbcTemplate(parts.views()));
            index(parts.elasticsearch());
            warehouse(new Warehouse(parts.warehouse()));
        }
        return 0;
    }

    private static void views(JdbcTemplate sql) {
        for (ViewDefinition<?> view : ViewDefinition.all()) {
            String counts = sql.query(
                    "select coalesce(body ->> 'status', 'rows') as status, count(*) as rows from " + view.table()
                            + " group by 1 order by 2 desc",
                    (row, _) -> row.getLong("rows") + " " + row.getString("status"))
                    .stream()
                    .collect(Collectors.joining(", "));
            line("PostgreSQL", view.table().replace("\"", ""), counts.isEmpty() ? "empty" : counts);
        }
    }

    private static void index(String elasticsearch) {
        try (ElasticsearchClient client = ElasticsearchClients.connect(elasticsearch, TIMEOUT)) {
            client.indices().refresh(refresh -> refresh.index(ListingIndex.ALIAS));
            line("Elasticsearch", ListingIndex.ALIAS, client.count(count -> count.index(ListingIndex.ALIAS)).count() + " documents");
        } catch (IOException | ElasticsearchException e) {
            line("Elasticsearch", ListingIndex.ALIAS, "cannot be read: " + e.getMessage());
        }
    }

    private static void warehouse(Warehouse warehouse) {
        try {
            String question = TABLES.stream()
                    .map(table -> "select '" + table + "' as name, count(*) as rows from " + table)
                    .collect(Collectors.joining(" union all "));
            line("Warehouse", "", warehouse.ask(question).rows().stream()
                    .map(row -> row.getLast() + " " + row.getFirst())
                    .collect(Collectors.joining(", ")));
        } catch (IllegalArgumentException e) {
            line("Warehouse", "", String.valueOf(e.getMessage()));
        }
    }

    private static void line(String part, String table, String counts) {
        System.out.println(String.format(Locale.ROOT, "  %-13s  %-14s  %s", part, table, counts).stripTrailing());
    }
}
