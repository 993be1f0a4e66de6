package com.steveslist.api.graphql;

import com.steveslist.api.consistency.ConsistencyTokens;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.FixedContent;
import com.steveslist.api.http.Json;
import com.steveslist.api.http.Payload;
import com.steveslist.api.http.RequestIds;
import com.steveslist.api.security.Identity;
import com.steveslist.events.log.LogPosition;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** {@code /graphql} over HTTP, as the GraphQL-over-HTTP specification has it. What is no GraphQL request is refused as everywhere else. */
@Controller
final class GraphController {

    private static final Set<String> PARAMETERS = Set.of("query", "operationName", "variables", "extensions");

    private final GraphRunner runner;
    private final GraphStreams streams;
    private final SingletonSupplier<FixedContent> schema;

    GraphController(GraphRunner runner, Graph graph, GraphStreams streams) {
        this.runner = runner;
        this.streams = streams;
        this.schema = SingletonSupplier.of(() -> FixedContent.of("text/plain", graph.text().getBytes(StandardCharsets.UTF_8)));
    }

    @PostMapping("/graphql")
    void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        MediaTypes form = MediaTypes.preferred(request.getHeader("Accept"));
        MediaTypes.requireJson(request.getContentType());
        Door door = form == MediaTypes.EVENT_STREAM ? Door.EVENT_STREAM : Door.POST;
        Asking asking = asking(request, response, door);
        GraphRequest asked = GraphRequest.read(Call.of(request).json());
        if (form == MediaTypes.EVENT_STREAM) {
            streams.answer(asked, asking, request, response);
        } else {
            answer(runner.run(asked, asking), form, request, response);
        }
    }

    /** For queries that caches and address bars may see. */
    @GetMapping("/graphql")
    void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        MediaTypes form = MediaTypes.preferred(request.getHeader("Accept"));
        if (form == MediaTypes.EVENT_STREAM) {
            throw ApiException.of(ErrorCode.NOT_ACCEPTABLE, "Streams are asked for by POST.");
        }
        Asking asking = asking(request, response, Door.GET);
        GraphRequest asked = GraphRequest.read(parameters(Call.of(request).params().except(Set.of())));
        answer(runner.run(asked, asking), form, request, response);
    }

    @GetMapping("/graphql/schema")
    void schema(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Call.of(request).params().done();
        schema.obtain().send(request, response);
    }

    private Asking asking(HttpServletRequest request, HttpServletResponse response, Door door) {
        LogPosition notBefore = runner.place(request.getHeader(ConsistencyTokens.HEADER));
        return new Asking(Identity.of(request), RequestIds.of(request), door, notBefore, new Exchange(request, response));
    }

    private static JsonNode parameters(Map<String, List<String>> parameters) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        parameters.forEach((name, values) -> {
            if (!PARAMETERS.contains(name) || values.size() != 1) {
                throw ApiException.of(
                        ErrorCode.INVALID_REQUEST, "A GET takes query, operationName, variables and extensions, each of them once.");
            }
            boolean isJson = name.equals("variables") || name.equals("extensions");
            members.put(name, isJson ? json(name, values.getFirst()) : values.getFirst());
        });
        return Json.tree(members);
    }

    private static JsonNode json(String name, String text) {
        try {
            return Json.read(text);
        } catch (JacksonException e) {
            throw ApiException.of(ErrorCode.INVALID_JSON, "The parameter " + name + " must be a JSON object.");
        }
    }

    private static void answer(GraphResult result, MediaTypes form, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean isWrong = form == MediaTypes.GRAPHQL && !result.begun();
        response.setStatus(isWrong ? HttpServletResponse.SC_BAD_REQUEST : HttpServletResponse.SC_OK);
        response.setHeader("Cache-Control", request.getMethod().equals("GET") ? "private, no-cache" : "no-store");
        if (result.body().get("extensions") instanceof Map<?, ?> extensions) {
            response.setHeader(ConsistencyTokens.HEADER, String.valueOf(extensions.get("consistencyToken")));
        }
        Payload.send(form.mediaType, Json.write(result.body(), false), request, response);
    }
}
