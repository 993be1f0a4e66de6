package com.steveslist.api.timetravel;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.http.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FieldChangeTest {

    private static final JsonNode BEFORE = Json.read("""
            {"id": "x", "labels": ["a", "b"], "address": {"city": "Reno", "line": null}, "same": {"a": [1, 2]}}""");
    private static final JsonNode AFTER = Json.read("""
            {"id": "x", "labels": ["a"], "address": {"city": "Elko", "line": null}, "same": {"a": [1, 2]}, "new": 1}""");

    private static String told(JsonNode before, JsonNode after) {
        return FieldChange.between(before, after).stream()
                .map(change -> change.field() + ": " + change.before() + " -> " + change.after())
                .toList()
                .toString();
    }

    @Test
    void only_what_differs_is_told_by_the_name_of_the_innermost_field() {
        assertThat(told(BEFORE, AFTER)).isEqualTo("[labels[1]: \"b\" -> null, address.city: \"Reno\" -> \"Elko\", new: null -> 1]");
        assertThat(FieldChange.between(AFTER, AFTER)).isEmpty();
    }

    @Test
    void the_beginning_of_a_thing_tells_all_of_it_but_what_is_null() {
        assertThat(told(Json.read("null"), Json.read("{\"a\": {\"b\": 1, \"c\": null}, \"d\": [1]}")))
                .isEqualTo("[a.b: null -> 1, d: null -> [1]]");
    }

    @Test
    void every_field_has_a_name_and_a_place() {
        assertThat(FieldChange.fields(Json.read("{\"a\": [{\"b.c\": 1}], \"d/e\": {}}")).keySet())
                .containsExactly("a", "a[0]", "a[0].b.c", "d/e");
        JsonNode thing = Json.read("{\"a\": [{\"b.c\": 1}], \"d/e\": {\"f\": 2}}");
        assertThat(thing.at(FieldChange.fields(thing).get("a[0].b.c")).asInt()).isEqualTo(1);
        assertThat(thing.at(FieldChange.fields(thing).get("d/e.f")).asInt()).isEqualTo(2);
    }

    @Test
    void a_field_is_found_by_its_name_alone_where_it_is_among_all() {
        JsonNode thing = Json.read("{\"a\": [{\"b.c\": 1, \"b\": {\"d\": null}}, 2], \"a0\": {}, \"d/e\": {\"f\": [[3]]}}");

        FieldChange.fields(thing).forEach((field, place) -> assertThat(FieldChange.place(thing, field)).isEqualTo(place));
        assertThat(List.of("", "x", "a.b", "a[2]", "d/e.f[0][1]")).allSatisfy(
                field -> assertThat(FieldChange.place(thing, field)).isNull());
    }
}
