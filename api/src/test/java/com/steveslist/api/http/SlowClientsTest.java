package com.steveslist.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.testing.PlainCall;
import com.steveslist.api.testing.PlainCall.Reply;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import com.steveslist.api.testing.Signed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that hold connections and send little or nothing. */
@ExtendWith(PrintsTheLog.class)
class SlowClientsTest {
    /** Who waits behind a client that stands still waits for its time-out, 20 s at least; a busy machine needs some of that too. */
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String HEAD = "POST /v1/accounts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    private final Signed somebody = Signed.newcomer("Fanny Fast");
    private final List<Socket> connections = new ArrayList<>();

    private void open(int count, String bytes) throws IOException {
        for (int i = 0; i < count; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), SharedApplication.port());
            connections.add(socket);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
        }
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : connections) {
            socket.close();
        }
    }

    private void othersAreServed() {
        for (int i = 0; i < 20; i++) {
            long begin = System.nanoTime();
            Reply read = somebody.get("/v1/accounts/me").send();
            Reply written = somebody.call("PATCH", "/v1/accounts/me").json(Map.of("city", "Reno " + i)).send();

            assertThat(read.status()).as(read.toString()).isEqualTo(200);
            assertThat(written.status()).as(written.toString()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
        }
    }

    @Test
    void two_thousand_idle_connections_stop_nobody() throws Exception {
        open(2_000, "");

        othersAreServed();
    }

    @Test
    void hundreds_of_half_sent_requests_stop_nobody() throws Exception {
        open(300, "GET /v1/listings HTTP/1.1\r\nHost: local");
        open(300, HEAD);

        othersAreServed();
    }

    @Test
    void more_bodies_that_do_not_end_than_requests_may_run_at_once_stop_nobody() throws Exception {
        open(2_100, HEAD + "Content-Length: 100\r\n\r\n{");

        othersAreServed();
    }

    @Test
    void a_client_that_does_not_read_its_answers_stops_nobody() throws Exception {
        open(100, "GET /v1/event-types HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(50));

        othersAreServed();
        assertThat(PlainCall.get("/health/live").send().status()).isEqualTo(200);
    }
}
