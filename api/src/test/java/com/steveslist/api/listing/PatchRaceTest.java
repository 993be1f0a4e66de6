package com.steveslist.api.listing;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.client.Answer;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
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
class PatchRaceTest {

    private static final int AT_ONCE = 40;

    @Test
    void patches_without_If_Match_are_all_applied() throws Exception {
        Person seller = Person.newcomer("Sally Seller");
        String lamp = seller.lists("Lamp", 3, 900, Map.of()).text("id");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Answer>> patches = IntStream.range(0, AT_ONCE)
                    .<Callable<Answer>>mapToObj(i -> () -> seller.calls()
                            .patch("/v1/listings/" + lamp, Map.of("attributes", Map.of("of-" + i, "brass")), Person.newKey()))
                    .toList();
            for (Future<Answer> answer : threads.invokeAll(patches)) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
        }
        Answer latest = seller.calls().patch("/v1/listings/" + lamp, Map.of("name", "Old lamp"), Person.newKey());
        assertThat(latest.data().path("attributes").size()).isEqualTo(AT_ONCE);
    }
}
