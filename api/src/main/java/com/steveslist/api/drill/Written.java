package com.steveslist.api.drill;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * A change that was acknowledged, and where it must show.
 *
 * @param where the read model that is read
 * @param reader who asks
 * @param asked a path, or a query of GraphQL in its braces
 * @param shows whether an answer is no older than the change
 */
record Written(String where, Answer answer, SteveslistClient reader, String asked, Predicate<Answer> shows) {

    String token() {
        return answer.header("Consistency-Token").orElseThrow();
    }

    /** What was made. */
    String id() {
        return answer.text("id");
    }

    /** The same change, looked for through GraphQL. */
    Written in(String query, Predicate<JsonNode> shown) {
        return new Written("graphql " + where, answer, reader, query, found -> shown.test(found.data()));
    }

    /** Asks once. @param client what it sends in every call goes along */
    Answer ask(SteveslistClient client) {
        return asked.startsWith("{") ? client.postAgainAndAgain("/graphql", Map.of("query", asked)) : client.get(asked);
    }

    /** The code with which an answer is refused for now; GraphQL has it inside of an answer that is otherwise fine. */
    static Optional<String> refusal(Answer answer) {
        if (answer.status() == 503 || answer.status() == 429) {
            return Optional.of(answer.code());
        }
        JsonNode error = answer.body().at("/errors/0/extensions");
        return error.path("retryable").asBoolean(false) ? Optional.of(error.path("code").asString("")) : Optional.empty();
    }
}
