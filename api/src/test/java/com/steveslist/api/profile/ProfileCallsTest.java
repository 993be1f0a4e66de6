package com.steveslist.api.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.client.Answer;
import com.steveslist.api.testing.Person;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ProfileCallsTest {

    private final Person kate = Person.newcomer("Kate Kateberry");

    private Answer patch(Map<String, ? extends @Nullable Object> change) {
        return kate.calls().patch("/v1/accounts/me", change, Person.newKey());
    }

    private static Map<String, @Nullable Object> with(String name, @Nullable Object value) {
        Map<String, @Nullable Object> change = new HashMap<>();
        change.put(name, value);
        return change;
    }

    @Test
    void a_patch_changes_what_it_names_and_null_clears() {
        Answer filled = patch(Map.of("city", "Wien", "country", "AT", "language", "DE-at", "time_zone", "Europe/Vienna")).expected("fill");
        assertThat(filled.text("language")).isEqualTo("de-AT");
        Answer cleared = patch(with("city", null)).expected("clear");
        Answer read = kate.after(cleared).get("/v1/accounts/me").expected("read");

        assertThat(read.data()).isEqualTo(cleared.data());
        assertThat(read.data().path("city").isNull()).isTrue();
        assertThat(read.text("country")).isEqualTo("AT");
        assertThat(read.text("time_zone")).isEqualTo("Europe/Vienna");
        assertThat(read.text("name")).isEqualTo("Kate Kateberry");
        assertThat(read.header("ETag")).isEqualTo(cleared.header("ETag")).hasValue("\"3\"");
        assertThat(read.header("Last-Modified")).isPresent();
        assertThat(patch(Map.of()).header("ETag")).hasValue("\"3\"");
    }

    @Test
    void what_is_no_profile_is_refused_with_its_place() {
        for (Map.Entry<String, @Nullable Object> wrong : List.<Map.Entry<String, @Nullable Object>>of(
                new java.util.AbstractMap.SimpleEntry<>("name", null), Map.entry("name", ""), Map.entry("name", "x".repeat(201)),
                Map.entry("name", 5), Map.entry("city", "x".repeat(101)), Map.entry("city", ""), Map.entry("country", "Austria"),
                Map.entry("country", "at"), Map.entry("country", "XX"), Map.entry("language", "german!"), Map.entry("language", "d"),
                Map.entry("time_zone", "Vienna"), Map.entry("time_zone", "+01:00"), Map.entry("email", "new@example.com"),
                Map.entry("id", "acct_1"))) {
            Answer answer = patch(with(wrong.getKey(), wrong.getValue()));
            assertThat(answer.status()).as("%s", wrong).isEqualTo(400);
            assertThat(answer.body().path("errors").get(0).path("pointer").asString()).isEqualTo("/" + wrong.getKey());
        }
        assertThat(patch(Map.of("name", "x".repeat(200), "city", "x".repeat(100))).status()).isEqualTo(200);
    }

    @Test
    void if_match_is_honoured_and_a_repeat_changes_nothing_twice() {
        String key = Person.newKey();
        Answer first = kate.calls().with("If-Match", "\"1\"").patch("/v1/accounts/me", Map.of("city", "Graz"), key).expected("change");
        Answer again = kate.calls().with("If-Match", "\"1\"").patch("/v1/accounts/me", Map.of("city", "Graz"), key);
        Answer late = kate.calls().with("If-Match", "\"1\"").patch("/v1/accounts/me", Map.of("city", "Linz"), Person.newKey());

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("Idempotent-Replayed")).hasValue("true");
        assertThat(again.data()).isEqualTo(first.data());
        assertThat(late.code()).isEqualTo("version_mismatch");
        assertThat(kate.after(first).with("If-None-Match", "\"2\"").get("/v1/accounts/me").status()).isEqualTo(304);
    }

    @Test
    void others_see_the_name_and_since_when_and_nothing_else() {
        Answer changed = patch(Map.of("city", "Wien", "name", "Kate K.")).expected("change");
        String token = changed.header("Consistency-Token").orElseThrow();
        Answer profile = Person.anybody().with("Consistency-Token", token).get("/v1/accounts/" + kate.id()).expected("look");

        assertThat(profile.data().propertyNames()).containsExactlyInAnyOrder("id", "name", "member_since");
        assertThat(profile.text("name")).isEqualTo("Kate K.");
        assertThat(profile.header("ETag")).isEqualTo(changed.header("ETag"));
        assertThat(profile.header("Last-Modified")).isPresent();
        assertThat(profile.header("Cache-Control").orElseThrow()).startsWith("public, max-age=5");
        JsonNode part = Person.anybody().with("Consistency-Token", token).get("/v1/accounts/" + kate.id() + "?fields=name").data();
        assertThat(part.propertyNames()).containsExactlyInAnyOrder("id", "name");
        assertThat(Person.anybody().get("/v1/accounts/" + kate.id() + "?fields=email").status()).isEqualTo(400);
        assertThat(Person.anybody().get("/v1/accounts/acct_nobody").status()).isEqualTo(404);
        assertThat(Person.anybody().get("/v1/accounts/me").status()).isEqualTo(401);
        assertThat(kate.calls().get("/v1/accounts/me?fields=city,email").data().propertyNames())
                .containsExactlyInAnyOrder("id", "city", "email");
    }
}
