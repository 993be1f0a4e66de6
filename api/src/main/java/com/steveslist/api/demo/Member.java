package com.steveslist.api.demo;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.demo.Catalogue.Person;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A person with an account and an API key.
 *
 * @param email as it was registered in this run
 * @param caller calls the API with the member's key
 */
record Member(Person person, String accountId, String email, String apiKey, SteveslistClient caller) {
    /** Signs up, signs in, says where they live, makes a key. @param run names this run, so that e-mail addresses are new */
    static Member register(SteveslistClient everybody, Person person, String run) {
        SteveslistClient client = everybody.elsewhere();
        String email = person.email().replaceFirst("@", "+" + run + "@");
        String key = run + "-" + person.id();
        Answer account = client.post(
                "/v1/accounts", Map.of("email", email, "password", person.password(), "name", person.name()), key)
                .expected("sign up " + person);
        String session = client.postAgainAndAgain("/v1/sessions", Map.of("email", email, "password", person.password()))
                .expected("sign in " + person)
                .text("token");
        Answer made = client.as(session)
                .postAgainAndAgain("/v1/api-keys", Map.of("name", "demo"))
                .expected("make a key for " + person);
        SteveslistClient caller = client.as(made.text("key"));
        caller.patch(
                "/v1/accounts/me",
                Map.of("city", person.address().city(), "country", person.address().country()),
                key + "-home")
                .expected("say where " + person + " lives");
        return new Member(person, account.text("id"), email, made.text("key"), caller);
    }

    /** Where the member wants parcels. */
    Map<String, String> shippingAddress() {
        Map<String, String> address = new LinkedHashMap<>();
        address.put("name", person.name());
        address.put("line1", person.address().line1());
        address.put("city", person.address().city());
        if (person.address().state() != null) {
            address.put("state", person.address().state());
        }
        if (person.address().postalCode() != null) {
            address.put("postal_code", person.address().postalCode());
        }
        address.put("country", person.address().country());
        return address;
    }

    /** Nothing secret in a log. */
    @Override
    public String toString() {
        return "Member[" + accountId + "]";
    }
}
