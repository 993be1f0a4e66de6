package com.steveslist.api.testing;

import java.util.Map;

/** Tokens and keys of a new person, for requests that a test writes down itself. */
public record Signed(Person person, String token) {

    public static Signed newcomer(String name) {
        Person person = Person.newcomer(name);
        String token = PlainCall.call("POST", "/v1/sessions").json(Map.of("email", person.email(), "password", person.password())).send()
                .data().path("token").asString();
        return new Signed(person, token);
    }

    /** A new key that may do no more than this. */
    public String key(String... scopes) {
        return call("POST", "/v1/api-keys").json(Map.of("name", "test", "scopes", scopes)).send().data().path("key").asString();
    }

    public PlainCall call(String method, String path) {
        return PlainCall.call(method, path).as(token);
    }

    public PlainCall get(String path) {
        return call("GET", path);
    }
}
