package com.steveslist.projections.reconcile;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.steveslist.projections.reconcile.Check.Differences;
import com.steveslist.query.listing.ListingView;
import com.steveslist.query.listing.ListingViews;
import com.steveslist.query.search.ElasticsearchClients;
import com.steveslist.query.search.ListingDocument;
import com.steveslist.query.search.ListingIndex;
import com.steveslist.query.store.ViewTable;
import com.steveslist.query.store.ViewTable.Row;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The search index against the view of listings, document by document, field by field. */
final class IndexCheck {
    private static final String NAME = "index = views";
    private static final int PAGE = 500;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final DataSource views;
    private final String elasticsearch;

    IndexCheck(DataSource views, String elasticsearch) {
        this.views = views;
        this.elasticsearch = elasticsearch;
    }

    Check check() {
        try (ElasticsearchClient client = ElasticsearchClients.connect(elasticsearch, TIMEOUT)) {
            client.indices().refresh(refresh -> refresh.index(ListingIndex.ALIAS));
            return compare(client);
        } catch (IOException | ElasticsearchException e) {
            return Check.unreadable(NAME, e);
        }
    }

    private Check compare(ElasticsearchClient client) throws IOException {
        ViewTable<ListingView> table = new ViewTable<>(views, ListingViews.TABLE, ListingView.class);
        Differences differences = new Differences();
        Set<String> indexed = new HashSet<>();
        List<ListingDocument> page = page(client, "");
        while (!page.isEmpty()) {
            Map<String, Row<ListingView>> rows = table.load(page.stream().map(ListingDocument::id).toList());
            for (ListingDocument document : page) {
                indexed.add(document.id());
                Row<ListingView> row = rows.get(document.id());
                if (row == null) {
                    differences.add(document.id() + " is in the index only");
                } else {
                    compare(document, row, differences);
                }
            }
            page = page(client, page.getLast().id());
        }
        List<String> ids = new JdbcTemplate(views).queryForList("select id from " + ListingViews.TABLE, String.class);
        ids.stream().filter(id -> !indexed.contains(id)).forEach(id -> differences.add(id + " is not in the index"));
        return Check.of(NAME, ids.size() + " listings", differences);
    }

    private static List<ListingDocument> page(ElasticsearchClient client, String after) throws IOException {
        SearchRequest.Builder search = new SearchRequest.Builder()
                .index(ListingIndex.ALIAS)
                .size(PAGE)
                .sort(sort -> sort.field(field -> field.field("id").order(SortOrder.Asc)));
        if (!after.isEmpty()) {
            search.searchAfter(FieldValue.of(after));
        }
        return client.search(search.build(), ListingDocument.class).hits().hits().stream()
                .map(Hit::source)
                .filter(Objects::nonNull)
                .toList();
    }

    private static void compare(ListingDocument document, Row<ListingView> row, Differences differences) {
        String id = document.id() + " ";
        ListingView view = row.view();
        differences.compare(row.at(), document.at(), id + "position");
        differences.compare(view.version(), document.version(), id + "version");
        differences.compare(view.status(), document.status(), id + "status");
        differences.compare(view.sellerId().value(), document.sellerId(), id + "seller_id");
        differences.compare(view.details(), document.details(), id + "details");
        differences.compare(view.quantity(), document.quantity(), id + "quantity");
        differences.compare(view.quantityAvailable(), document.quantityAvailable(), id + "quantity_available");
        differences.compare(view.createdAt(), document.createdAt(), id + "created_at");
        differences.compare(view.updatedAt(), document.updatedAt(), id + "updated_at");
    }
}
