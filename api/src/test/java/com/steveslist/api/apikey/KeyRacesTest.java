package com.steveslist.api.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PrintsTheLog.class)
class KeyRacesTest {
    private final Person owner = Person.newcomer("Kim Keys");
    private final SteveslistClient calls = owner.calls().impatient();
    private final Answer old = calls.post("/v1/api-keys", Map.of("name", "robot")).expected("make a key");
    private final String path = "/v1/api-keys/" + old.text("id");

    private static List<Answer> atOnce(List<Callable<Answer>> tasks) throws Exception {
        List<Answer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> answer : threads.invokeAll(tasks)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    private static int statusWith(String key) {
        return Person.anybody().impatient().as(key).get("/v1/accounts/me").status();
    }

    @Test
    void of_many_rotations_at_once_one_makes_a_key_that_works() throws Exception {
        List<Answer> answers = atOnce(IntStream.range(0, 8)
                .<Callable<Answer>>mapToObj(n -> () -> calls.post(path + "/rotate", Map.of("overlap_seconds", 0))).toList());

        List<Answer> made = answers.stream().filter(answer -> answer.status() == 201).toList();
        assertThat(made).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() != 201)
                .allMatch(answer -> answer.status() == 409 || answer.status() == 404);
        assertThat(statusWith(made.getFirst().text("key"))).isEqualTo(200);
        assertThat(statusWith(old.text("key"))).isEqualTo(401);
        assertThat(calls.get("/v1/api-keys").items()).as("no successor is left over").hasSize(1);
    }

    @Test
    void a_key_that_is_revoked_while_it_is_rotated_works_nowhere_afterwards() throws Exception {
        List<Answer> answers = atOnce(List.of(
                () -> calls.post(path + "/rotate", Map.of("overlap_seconds", 3_600)), () -> calls.delete(path)));

        assertThat(answers.get(1).status()).isEqualTo(204);
        assertThat(statusWith(old.text("key"))).isEqualTo(401);
        boolean rotated = answers.getFirst().status() == 201;
        assertThat(calls.get("/v1/api-keys").items()).hasSize(rotated ? 1 : 0);
    }
}
