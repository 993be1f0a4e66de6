package com.steveslist.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.SharedApplication;
import com.steveslist.infra.bench.http.Contestant;
import com.steveslist.infra.bench.http.ListingCalls;
import com.steveslist.infra.bench.http.ReadCalls;
import com.steveslist.infra.bench.http.Twins;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A comparison is only worth something between things that do the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwinsTest {

    /** What each application gives out in its own way. */
    private static final Set<String> ITS_OWN = Set.of("id", "seller_id", "created_at", "updated_at", "version");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Contestant jpa;

    @BeforeAll
    void start() throws Exception {
        jpa = Twins.jpa(classPath());
    }

    @AfterAll
    void end() {
        jpa.close();
    }

    @Test
    void all_answer_the_same_json_to_the_same_call() throws Exception {
        String key = Person.newcomer("Twin").calls().postAgainAndAgain("/v1/api-keys", Map.of("name", "twins")).expected("make a key")
                .text("key");
        ObjectNode ours = listing(new ListingCalls(SharedApplication.address(), key).once());
        try (Contestant axon = Twins.axon(classPath());
                Contestant tuned = Twins.axonTuned(classPath())) {
            ObjectNode fromJpa = listing(jpa.callOnce());
            ObjectNode fromAxon = listing(axon.callOnce());
            ObjectNode fromTuned = listing(tuned.callOnce());
            axon.settle();
            tuned.settle();

            assertThat(names(fromJpa)).isEqualTo(names(ours));
            assertThat(names(fromAxon)).isEqualTo(names(ours));
            assertThat(names(fromTuned)).isEqualTo(names(ours));
            ours.remove(ITS_OWN);
            assertThat((JsonNode) fromJpa.remove(ITS_OWN)).isEqualTo(ours);
            assertThat((JsonNode) fromAxon.remove(ITS_OWN)).isEqualTo(ours);
            assertThat((JsonNode) fromTuned.remove(ITS_OWN)).isEqualTo(ours);
        }
    }

    @Test
    void ours_and_jpa_answer_reads_with_the_same_json() throws Exception {
        Person seller = Person.newcomer("Twin");
        String key = seller.calls().postAgainAndAgain("/v1/api-keys", Map.of("name", "reads")).expected("make a key").text("key");
        ReadCalls ours = new ReadCalls(SharedApplication.address(), key).fill(2);
        awaitShown(seller);
        ReadCalls theirs = jpa.reads().fill(2);
        JsonNode ourList = JSON.readTree(ours.readList());
        JsonNode jpaList = JSON.readTree(theirs.readList());

        assertThat(names(listing(theirs.readOne()))).isEqualTo(names(listing(ours.readOne())));
        assertThat(jpaList.propertyNames()).containsExactlyInAnyOrderElementsOf(ourList.propertyNames());
        assertThat(jpaList.path("pagination")).isEqualTo(ourList.path("pagination"));
        assertThat(withoutItsOwn(jpaList)).hasSize(1).isEqualTo(withoutItsOwn(ourList));
    }

    /** The newest listing is seen in the list. */
    private static void awaitShown(Person seller) {
        await().until(() -> seller.calls().get("/v1/listings?seller_id=" + seller.id()).items().size() == 2);
    }

    private static List<ObjectNode> withoutItsOwn(JsonNode list) {
        return list.path("data").valueStream().map(item -> (ObjectNode) ((ObjectNode) item).remove(ITS_OWN)).toList();
    }

    private static ObjectNode listing(String json) {
        return (ObjectNode) JSON.readTree(json).path("data");
    }

    private static Set<String> names(ObjectNode listing) {
        return Set.copyOf(listing.propertyNames());
    }

    /** Without our own modules. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith("test-classes")
                        || entry.endsWith(".jar") && !entry.contains(File.separator + "target" + File.separator))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
