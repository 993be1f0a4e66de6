package com.steveslist.api.graphql;

import com.steveslist.api.error.Errors;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.EventStream;
import com.steveslist.api.http.Json;
import graphql.ExecutionResult;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.reactivestreams.Publisher;
import org.springframework.stereotype.Component;

/** Results as server-sent events, as the protocol GraphQL over SSE has them in its mode of distinct connections. */
@Component
final class GraphStreams {

    private static final byte[] COMPLETE = "event: complete\ndata:\n\n".getBytes(StandardCharsets.UTF_8);

    private final GraphRunner runner;

    GraphStreams(GraphRunner runner) {
        this.runner = runner;
    }

    void answer(GraphRequest asked, Asking asking, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ExecutionResult result;
        try {
            result = runner.execute(asked, asking);
        } catch (RuntimeException e) {
            once(GraphResult.of(Errors.of(GraphErrors.cause(e)), asking.requestId()), response);
            return;
        }
        if (result.getData() instanceof Publisher<?> results) {
            EventStream.of(out -> StreamClient.begin(results, runner, asking, out, Call.of(request).standing()))
                    .serve(request, response);
        } else {
            once(runner.render(result, asking), response);
        }
    }

    /** All there is to say, at once. */
    private static void once(GraphResult result, HttpServletResponse response) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("event: next\ndata: ".getBytes(StandardCharsets.UTF_8));
        body.writeBytes(Json.write(result.body(), false));
        body.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
        body.writeBytes(COMPLETE);
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.size());
        body.writeTo(response.getOutputStream());
    }
}
