package com.steveslist.api.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.testing.SharedApplication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** What somebody sees who keeps it running. */
class OperatorTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void metrics_name_rates_queues_and_how_far_every_consumer_is() throws Exception {
        HttpResponse<String> metrics = get("/metrics");

        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.body())
                .contains("eventstore_append_group_count", "eventstore_append_queue", "eventstore_append_latency_seconds_max")
                .contains("steveslist_consumer_lag_events{consumer=\"view.order\"}", "steveslist_consumer_lag_millis{")
                .contains("steveslist_consumer_parked_events{consumer=\"index.listing\"}", "effects_due")
                .doesNotContain("spring_security");
    }

    @Test
    void metrics_are_not_for_whoever_comes_through_a_proxy() throws Exception {
        HttpResponse<String> refused = get("/metrics", "X-Forwarded-For", "203.0.113.7");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("\"code\":\"forbidden\"", "STEVESLIST_METRICS_FOR_ALL");
    }

    @Test
    void health_says_alive_and_ready_and_names_each_part() throws Exception {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").body()).contains("postgres", "kafka", "elasticsearch");
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        URI address = SharedApplication.address().resolve(path);
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Accept", "application/json, text/plain");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
