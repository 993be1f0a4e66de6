package com.steveslist.infra.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.steveslist.infra.embedded.EmbeddedServers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnalysisPluginTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    @Nested
    class Text {

        @ParameterizedTest
        @CsvSource({
                "2nd-hand TVs, second hand tv",
                "television, tv",
                "Telly, tv",
                "the seller's chairs, the seller chair",
                "batteries, battery",
                "shelves, shelf",
                "knives, knife",
                "iPhones, iphone",
                "dresses, dress",
                "benches, bench",
                "bookcases, bookcase",
                "Bicycles, bike",
                "couches, sofa",
                "sofas, sofa",
                "Crème brûlée, creme brulee"
        })
        void means_the_same(String typed, String meant) {
            assertThat(words("steveslist_text", typed)).containsExactly(meant.split(" "));
        }
    }

    @Nested
    class Joined {

        @Test
        void has_every_word_alone_and_with_the_next() {
            assertThat(words("steveslist_joined", "Second-hand TV")).containsExactly("second", "secondhand", "hand", "handtv", "tv");
        }

        @Test
        void is_the_word_itself_when_there_is_only_one() {
            assertThat(words("steveslist_joined", "Sofa")).containsExactly("sofa");
        }
    }

    @Test
    void words_stay_as_they_were_typed_but_for_case_and_accents() {
        assertThat(words("steveslist_words", "Zoë's 2nd-hand Chairs")).containsExactly("zoe", "2nd", "hand", "chairs");
    }

    private static List<String> words(String analyzer, String text) {
        try {
            String question = JSON.writeValueAsString(Map.of("analyzer", analyzer, "text", text));
            HttpRequest request = HttpRequest.newBuilder(URI.create(EmbeddedServers.elasticsearch().url() + "/_analyze"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(question))
                    .build();
            JsonNode answer = JSON.readTree(HTTP.send(request, BodyHandlers.ofString()).body());
            List<String> words = new ArrayList<>();
            answer.path("tokens").forEach(token -> words.add(token.path("token").asText()));
            return words;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
