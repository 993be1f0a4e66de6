package com.steveslist.infra.bench.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.steveslist.infra.embedded.ServerException;
import java.util.Map;
import java.util.Set;

/** A comparison is only worth something between things that do the same, so nothing is measured before all answered the same. */
final class SameAnswers {

    /** What each application gives out in its own way; it must be there, whatever it says. */
    private static final Set<String> ITS_OWN = Set.of("id", "seller_id", "created_at", "updated_at", "version");
    private static final ObjectMapper JSON = new ObjectMapper();

    private SameAnswers() {}

    /**
     * @param call as it is named to a reader @param ours the JSON that ours answered @param others the JSON of each other side
     * @throws ServerException naming the side whose answer is another, with both
     */
    static void require(String call, String ours, Map<String, String> others) {
        JsonNode expected = comparable(ours);
        others.forEach((side, answer) -> {
            JsonNode its = comparable(answer);
            if (!its.equals(expected)) {
                throw new ServerException("%s answers %s with other JSON than ours, so they cannot be compared: %s instead of %s"
                        .formatted(side, call, its, expected));
            }
        });
    }

    private static JsonNode comparable(String answer) {
        try {
            JsonNode root = JSON.readTree(answer);
            root.findParents("id").forEach(resource -> ITS_OWN.forEach(name -> {
                if (resource.has(name)) {
                    ((ObjectNode) resource).put(name, "its own");
                }
            }));
            return root;
        } catch (JsonProcessingException e) {
            throw new ServerException("not JSON: " + answer, e);
        }
    }
}
