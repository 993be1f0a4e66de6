package com.steveslist.query.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Duration;
import java.util.Arrays;
import org.apache.http.HttpHost;
import org.elasticsearch.client.RestClient;

/** Connects to Elasticsearch. */
public final class ElasticsearchClients {

    private static final int CONNECTIONS = 32;

    private ElasticsearchClients() {}

    /**
     * A client whose calls end after about twice the time-out at the latest, with at most 32 of them at once. Close it.
     *
     * @param addresses HTTP URLs with commas between
     * @param timeout for an answer; connecting gets no more than a second of it
     */
    public static ElasticsearchClient connect(String addresses, Duration timeout) {
        int answerMillis = Math.toIntExact(timeout.toMillis());
        int connectMillis = Math.min(1_000, answerMillis);
        HttpHost[] hosts = Arrays.stream(addresses.split(","))
                .map(String::strip)
                .map(HttpHost::create)
                .toArray(HttpHost[]::new);
        RestClient connections = RestClient.builder(hosts)
                .setRequestConfigCallback(config -> config.setConnectTimeout(connectMillis)
                        .setSocketTimeout(answerMillis)
                        .setConnectionRequestTimeout(answerMillis))
                .setHttpClientConfigCallback(http -> http.setMaxConnTotal(CONNECTIONS).setMaxConnPerRoute(CONNECTIONS))
                .build();
        JsonMapper json = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        return new ElasticsearchClient(new RestClientTransport(connections, new JacksonJsonpMapper(json)));
    }
}
