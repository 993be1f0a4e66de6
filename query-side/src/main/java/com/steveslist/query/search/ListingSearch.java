package com.steveslist.query.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds listings by what people type. Answers from Elasticsearch, and from PostgreSQL when Elasticsearch cannot. */
public final class ListingSearch {

    private static final Logger LOG = LoggerFactory.getLogger(ListingSearch.class);

    private final ElasticsearchSearch elasticsearch;
    private final PostgresSearch postgres;
    private final CircuitBreaker breaker;

    /** @param views the database that holds the view of listings */
    public ListingSearch(ElasticsearchClient client, DataSource views) {
        this.elasticsearch = new ElasticsearchSearch(client);
        this.postgres = new PostgresSearch(views);
        this.breaker = CircuitBreaker.of("search", CircuitBreakerConfig.custom()
                .slidingWindowSize(10)
                .minimumNumberOfCalls(4)
                .failureRateThreshold(50)
                .waitDurationInOpenState(Duration.ofSeconds(3))
                .permittedNumberOfCallsInHalfOpenState(2)
                .automaticTransitionFromOpenToHalfOpenEnabled(false)
                .ignoreExceptions(IllegalArgumentException.class)
                .build());
        breaker.getEventPublisher().onStateTransition(event -> LOG.warn("search by Elasticsearch: {}", event.getStateTransition()));
    }

    /** Never waits longer than about three seconds. A cursor that no search gave out throws {@link IllegalArgumentException}. */
    public ListingSearchResult search(ListingSearchRequest request) {
        if (SearchText.hasNoWords(request.text())) {
            return ListingSearchResult.NOTHING;
        }
        SearchCursor after = SearchCursor.of(request.after());
        if (after != null && after.reading() == null) {
            return postgres.search(request, after);
        }
        return fromElasticsearch(() -> elasticsearch.search(request, after)).orElseGet(() -> postgres.search(request, after));
    }

    /**
     * Those of some listings that a search finds, in the sense in which it would find them among all; but never for only some of its words,
     * which is what a search resorts to when it finds nothing.
     *
     * @param ids 1 to 500; as many as {@code request} has a limit of
     */
    public ListingSearchResult among(ListingSearchRequest request, Collection<String> ids) {
        return fromElasticsearch(() -> elasticsearch.among(request, ids)).orElseGet(() -> amongPlainly(request, ids));
    }

    /** The same by the view of listings, for when the index is late. */
    public ListingSearchResult amongPlainly(ListingSearchRequest request, Collection<String> ids) {
        return postgres.search(request, null, ids);
    }

    /** Names of published listings that begin, or have a word that begins, as the prefix does. @param limit 1 to 10 */
    public List<String> suggest(String prefix, int limit) {
        if (prefix.isBlank()) {
            return List.of();
        }
        return fromElasticsearch(() -> elasticsearch.suggest(prefix, limit)).orElseGet(() -> postgres.suggest(prefix, limit));
    }

    /** Names of what was published last and still is, one a listing. Throws Spring's data access exceptions. */
    public List<String> newestNames(int most) {
        return postgres.newestNames(most);
    }

    /** Empty when Elasticsearch cannot answer, and while it is given time to recover. */
    private <T> Optional<T> fromElasticsearch(Callable<T> question) {
        if (!breaker.tryAcquirePermission()) {
            return Optional.empty();
        }
        long start = breaker.getCurrentTimestamp();
        try {
            T answer = question.call();
            breaker.onSuccess(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit());
            return Optional.of(answer);
        } catch (IllegalArgumentException e) {
            breaker.releasePermission();
            throw e;
        } catch (Exception e) {
            breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), e);
            LOG.debug("Elasticsearch cannot answer a search", e);
            return Optional.empty();
        }
    }
}
