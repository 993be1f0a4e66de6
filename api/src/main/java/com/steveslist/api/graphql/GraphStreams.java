package com.steveslist.api.graphql;

import com.steveslist.api.http.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** Results as server-sent events, as the protocol GraphQL over SSE has them in its mode of distinct connections. */
@Component
final class GraphStreams {

    private final GraphRunner runner;

    GraphStreams(GraphRunner runner) {
        this.runner = runner;
    }

    void answer(GraphRequest asked, Asking asking, HttpServletRequest request, HttpServletResponse response) throws IOException {
        GraphResult result = runner.run(asked, asking);
        response.setContentType("text/event-stream");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(next(result));
        response.getOutputStream().write("event: complete\ndata:\n\n".getBytes(StandardCharsets.UTF_8));
    }

    static byte[] next(GraphResult result) {
        String data = new String(Json.write(result.body(), false), StandardCharsets.UTF_8);
        return ("event: next\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }
}
