package com.steveslist.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.testing.Http;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PlainCall;
import com.steveslist.api.testing.SharedCommands;
import java.time.Duration;
import java.util.Map;

/** People who work for the market, made as an operator makes them. */
final class Staff {

    private Staff() {}

    /** Somebody new who is an auditor, and whose session knows it. */
    static Person auditor() {
        Person person = Person.newcomer("Audrey Auditor");
        grant(person.email(), "auditor");
        return person;
    }

    /** What somebody gets as a file of lines. */
    static Http.Reply lines(Person person, String path) {
        return Http.send("GET", path, Map.of("Accept", "application/x-ndjson", "Authorization", "Bearer " + token(person)), null);
    }

    /** Of a new session. */
    static String token(Person person) {
        return PlainCall.call("POST", "/v1/sessions")
                .json(Map.of("email", person.email(), "password", person.password()))
                .send()
                .data()
                .path("token")
                .asString();
    }

    static void grant(String who, String role) {
        SharedCommands.Ran ran = SharedCommands.run("staff", "grant", who, role);
        assertThat(ran.exitCode()).as(ran.output()).isZero();
        awaitSecond();
    }

    static void revoke(String who, String role) {
        SharedCommands.Ran ran = SharedCommands.run("staff", "revoke", who, role);
        assertThat(ran.exitCode()).as(ran.output()).isZero();
        awaitSecond();
    }

    /** So long may a node remember what was. */
    private static void awaitSecond() {
        long begun = System.nanoTime();
        await().atMost(Duration.ofSeconds(5)).until(() -> System.nanoTime() - begun > Duration.ofSeconds(1).toNanos());
    }
}
