package com.steveslist.api.graphql;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Asks {@code /graphql}. @param calls as whom */
record Query(SteveslistClient calls) {

    /** The whole answer. */
    Answer send(String document, Map<String, ?> variables) {
        return calls.postAgainAndAgain("/graphql", Map.of("query", document, "variables", variables));
    }

    Answer send(String document) {
        return send(document, Map.of());
    }

    /** The data of an answer without errors. */
    JsonNode data(String document, Map<String, ?> variables) {
        Answer answer = send(document, variables);
        if (answer.status() != 200 || answer.body().has("errors")) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return answer.data();
    }

    JsonNode data(String document) {
        return data(document, Map.of());
    }

    /** The codes of an answer's errors. */
    static List<String> codes(Answer answer) {
        return answer.body().path("errors").valueStream().map(error -> error.path("extensions").path("code").asString("")).toList();
    }
}
