package com.steveslist.api.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.SharedApplication;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

class SuggestionCallsTest {

    private final JdbcTemplate sql = new JdbcTemplate(SharedApplication.context().getBean("securityDataSource", DataSource.class));
    private final Person seller = Person.newcomer("Sally Seller");

    private static void searches(Person who, String text) {
        assertThat(who.calls().get("/v1/search/listings?q=" + encoded(text)).expected("search").items()).isNotEmpty();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static List<String> suggestions(SteveslistClient calls, String beginning) {
        return calls.get("/v1/search/suggestions?q=" + encoded(beginning)).expected("suggest").items().stream()
                .map(JsonNode::asString).toList();
    }

    private void lists(String name) {
        Answer listed = seller.lists(name, 1, 900, Map.of());
        assertThat(seller.after(listed).get("/v1/search/listings?q=" + encoded(name)).items()).isNotEmpty();
    }

    @Test
    void what_three_people_searched_for_is_suggested_before_names_and_what_two_did_is_never() {
        lists("Quixotic quilt");
        List<Person> people = List.of(Person.newcomer("A"), Person.newcomer("B"), Person.newcomer("C"));
        people.forEach(person -> searches(person, "Quilt  QUIXOTIC"));
        people.subList(0, 2).forEach(person -> searches(person, "quilt"));
        searches(people.getFirst(), "quixotic");
        searches(people.getFirst(), "quixotic");

        await().untilAsserted(() -> assertThat(suggestions(Person.anybody(), "qui"))
                .containsExactly("quilt quixotic", "Quixotic quilt"));
        assertThat(suggestions(people.getFirst().calls(), "quilt")).doesNotContain("quilt");
    }

    @Test
    void more_people_count_for_more_and_the_same_person_once_and_what_was_weeks_ago_for_less() {
        lists("Walnut wardrobe");
        List<Person> people = IntStream.range(0, 5).mapToObj(i -> Person.newcomer("Somebody")).toList();
        people.forEach(person -> searches(person, "walnut wardrobe"));
        people.subList(0, 3).forEach(person -> searches(person, "walnut"));
        IntStream.range(0, 5).forEach(again -> searches(people.getFirst(), "walnut"));

        await().untilAsserted(
                () -> assertThat(suggestions(Person.anybody(), "wal")).containsExactly("walnut wardrobe", "walnut"));
        sql.update("update searched set heat = heat - 2 where text = 'walnut wardrobe'");
        searches(people.getFirst(), "wardrobe");
        await().untilAsserted(
                () -> assertThat(suggestions(Person.anybody(), "wal")).containsExactly("walnut", "walnut wardrobe"));
    }

    @Test
    void a_text_of_fewer_is_not_even_readable_in_the_database() {
        lists("Zwieback zephyr");
        Person one = Person.newcomer("One");
        searches(one, "zephyr zwieback");

        await().until(() -> Boolean.TRUE.equals(sql.queryForObject(
                "select exists (select from searched where text is null and cardinality(people) = 1)", Boolean.class)));
        assertThat(sql.queryForList("select searched::text from searched", String.class)).noneMatch(row -> row.contains("zephyr"));
    }

    @Test
    void own_names_are_suggested_at_once_with_the_token_of_their_listing() {
        Answer listed = seller.lists("Xylophone of Xanadu", 1, 900, Map.of());
        assertThat(suggestions(seller.after(listed), "xylo")).contains("Xylophone of Xanadu");
        Answer gone =
                seller.calls().post("/v1/listings/" + listed.text("id") + "/withdraw", Map.of(), Person.newKey()).expected("withdraw");
        assertThat(suggestions(seller.after(gone), "xylo")).doesNotContain("Xylophone of Xanadu");
        await().untilAsserted(
                () -> assertThat(suggestions(Person.anybody(), "xylo")).doesNotContain("Xylophone of Xanadu"));
    }
}
