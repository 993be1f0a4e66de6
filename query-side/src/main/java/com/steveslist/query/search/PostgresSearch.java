package com.steveslist.query.search;

import com.steveslist.events.account.AccountId;
import com.steveslist.query.listing.ListingFilter;
import com.steveslist.query.listing.ListingView;
import com.steveslist.query.paging.Cursor;
import com.steveslist.query.search.ListingSearchRequest.Near;
import com.steveslist.query.search.ListingSearchResult.Hit;
import com.steveslist.query.store.ViewJson;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Searches the view of listings, plainly, while Elasticsearch is away: every word must stand somewhere in the listing as it was typed;
 * names count more, and whole words in them most. Looks at the newest listings that pass the filters, no more than it can read in time; without facets and highlights.
 */
final class PostgresSearch {

    private static final int TIME_ALLOWED_SECONDS = 2;
    private static final int LOOKED_AT = 50_000;
    private static final int MAX_OFFSET = 10_000;

    private final NamedParameterJdbcTemplate sql;

    PostgresSearch(DataSource views) {
        JdbcTemplate bounded = new JdbcTemplate(views);
        bounded.setQueryTimeout(TIME_ALLOWED_SECONDS);
        this.sql = new NamedParameterJdbcTemplate(bounded);
    }

    ListingSearchResult search(ListingSearchRequest request, @Nullable SearchCursor after) {
        return search(request, after, null);
    }

    /** @param among the only ones that may be found; null for all */
    ListingSearchResult search(ListingSearchRequest request, @Nullable SearchCursor after, @Nullable Collection<String> among) {
        int seen = after == null ? 0 : after.seen();
        Statement statement = new Statement();
        statement.filter(request.filter());
        statement.and("id in (:among)", "among", among);
        if (request.near() != null) {
            statement.near(request.near());
        }
        List<String> words = SearchText.of(request.text()).words();
        for (int i = 0; i < words.size(); i++) {
            statement.parameters.put("word_" + i, "%" + escaped(stem(words.get(i))) + "%");
            // Words are letters and digits, so nothing in them means anything to a pattern.
            statement.parameters.put("whole_" + i, "\\m" + words.get(i) + "\\M");
        }
        PlainOrder order = new PlainOrder(request.sort(), words.size());
        PlainOrder.Rest rest = order.after(after);
        if (rest != null) {
            statement.parameters.putAll(rest.parameters());
        }
        List<Hit> found = sql.query(
                statement.text(words.size(), order, rest, request.limit() + 1, rest == null ? Math.min(seen, MAX_OFFSET) : 0),
                statement.parameters,
                (row, n) -> new Hit(ViewJson.read(row.getString("body"), ListingView.class), row.getDouble("score"), Map.of(),
                        new SearchCursor(null, seen + n + 1, order.valuesOf(row)).cursor()));
        List<Hit> hits = found.subList(0, Math.min(found.size(), request.limit()));
        Cursor next = found.size() > hits.size() ? hits.getLast().place() : null;
        return new ListingSearchResult(List.copyOf(hits), Map.of(), next, true);
    }

    List<String> newestNames(int most) {
        return sql.queryForList(
                "select name from views.listing where status = 'published' order by created_at desc limit :most",
                Map.of("most", most),
                String.class);
    }

    List<String> suggest(String prefix, int limit) {
        return sql.queryForList(
                """
                select min(name) from (
                    select name from views.listing where status = 'published' order by created_at desc limit :looked_at) as newest
                where name ilike :begins or name ilike :later
                group by lower(name) order by bool_or(name ilike :begins) desc, lower(name) limit :limit
                """,
                Map.of("looked_at", LOOKED_AT, "begins", escaped(prefix) + "%", "later", "% " + escaped(prefix) + "%", "limit", limit),
                String.class);
    }

    /** "chairs" finds "chair" too; the other way round a part of a word is enough anyway. */
    private static String stem(String word) {
        return word.length() > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.substring(0, word.length() - 1) : word;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    /** The statement while it is put together. */
    private static final class Statement {

        private final List<String> filters = new ArrayList<>();
        private final Map<String, Object> parameters = new HashMap<>();

        void filter(ListingFilter filter) {
            AccountId viewer = filter.viewer();
            boolean ownToo = viewer != null && !Filters.PUBLIC.containsAll(filter.statuses());
            filters.add("(status in ('published', 'sold_out')" + (ownToo ? " or seller_id = :viewer" : "") + ")");
            if (ownToo && viewer != null) {
                parameters.put("viewer", viewer.value());
            }
            and("status in (:statuses)", "statuses", filter.statuses().isEmpty() ? null : filter.statuses());
            and("seller_id = :seller", "seller", filter.sellerId() == null ? null : filter.sellerId().value());
            and("lower(category) = lower(:category)", "category", filter.category());
            and("lower(city) = lower(:city)", "city", filter.city());
            and("lower(country) = lower(:country)", "country", filter.country());
            and("price_amount >= :min_price", "min_price", filter.minPrice());
            and("price_amount <= :max_price", "max_price", filter.maxPrice());
            and("created_at >= :created_since", "created_since", timestamp(filter.createdSince()));
            and("created_at < :created_before", "created_before", timestamp(filter.createdBefore()));
            and("updated_at >= :updated_since", "updated_since", timestamp(filter.updatedSince()));
            if (!filter.labels().isEmpty()) {
                List<String> labels = filter.labels().stream().map(label -> label.toLowerCase(Locale.ROOT)).toList();
                and("labels @> array[:labels]", "labels", labels);
            }
        }

        /** By the haversine formula, on a sphere of 6,371 km. */
        void near(Near near) {
            filters.add("""
                    2 * 6371 * asin(sqrt(least(1,
                        sin(radians((body -> 'details' ->> 'latitude')::float - :latitude) / 2) ^ 2
                        + cos(radians(:latitude)) * cos(radians((body -> 'details' ->> 'latitude')::float))
                        * sin(radians((body -> 'details' ->> 'longitude')::float - :longitude) / 2) ^ 2))) <= :radius""");
            parameters.putAll(Map.of("latitude", near.latitude(), "longitude", near.longitude(), "radius", near.radiusKm()));
        }

        private void and(String condition, String parameter, @Nullable Object value) {
            if (value != null) {
                filters.add(condition);
                parameters.put(parameter, value);
            }
        }

        String text(int words, PlainOrder order, PlainOrder.@Nullable Rest rest, int limit, int offset) {
            StringBuilder matches = new StringBuilder("true");
            StringBuilder score = new StringBuilder("0.0");
            for (int i = 0; i < words; i++) {
                String word = ":word_" + i;
                matches.append(" and concat_ws(' ', name, category, city, array_to_string(labels, ' '),")
                        .append(" body -> 'details' ->> 'description') ilike ").append(word);
                score.append(" + case when name ~* :whole_").append(i).append(" then 2.0 when name ilike ").append(word)
                        .append(" then 1.0 else 0.1 end");
            }
            if (rest != null) {
                matches.append(" and ").append(rest.condition());
            }
            return """
                    select body, %s as score%s from (
                        select * from views.listing where %s order by created_at desc limit %d) as newest
                    where %s order by %s limit %d offset %d
                    """.formatted(score, order.selected(), String.join(" and ", filters), LOOKED_AT, matches, order.orderBy(), limit,
                    offset);
        }

        private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
            return instant == null ? null : Timestamp.from(instant);
        }
    }
}
