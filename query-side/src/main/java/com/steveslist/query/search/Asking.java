package com.steveslist.query.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.transport.rest_client.RestClientOptions;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.http.client.config.RequestConfig;

/**
 * All that one search asks of Elasticsearch, within one span of time: a busy server may be late with one question when the others were
 * quick.
 */
final class Asking {

    private static final Duration IN_ALL = Duration.ofMillis(1_800);
    private static final int LONGEST_TO_CONNECT_MILLIS = 1_000;

    /** For the way there and back, so that a server that gives up can say so. */
    private static final int ON_THE_WAY_MILLIS = 100;

    private final ElasticsearchClient client;
    private final long end = System.nanoTime() + IN_ALL.toNanos();

    Asking(ElasticsearchClient client) {
        this.client = client;
    }

    /**
     * What was found in full.
     *
     * @throws IOException also when time is up: what was found by then is part of the answer and nobody could tell, so it is none
     */
    <T> SearchResponse<T> search(SearchRequest.Builder question, Class<T> document) throws IOException {
        int left = Math.toIntExact(Duration.ofNanos(end - System.nanoTime()).toMillis());
        if (left <= ON_THE_WAY_MILLIS) {
            throw new SocketTimeoutException("Elasticsearch took all the time of a search before its last question");
        }
        SearchRequest bounded = question.index(ListingIndex.ALIAS).timeout(left - ON_THE_WAY_MILLIS + "ms").build();
        SearchResponse<T> answer = within(left).search(bounded, document);
        if (answer.timedOut() || answer.shards().failed().intValue() > 0) {
            throw new IOException("Elasticsearch answered in part only");
        }
        return answer;
    }

    private ElasticsearchClient within(int millis) {
        RequestConfig bounds = RequestConfig.custom()
                .setConnectTimeout(Math.min(millis, LONGEST_TO_CONNECT_MILLIS))
                .setConnectionRequestTimeout(millis)
                .setSocketTimeout(millis)
                .build();
        return client.withTransportOptions(options -> {
            ((RestClientOptions.Builder) options).restClientRequestOptionsBuilder().setRequestConfig(bounds);
            return options;
        });
    }
}
