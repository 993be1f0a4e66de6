package com.steveslist.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.testing.HoldsToTheDocument;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.SharedCommands;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Roles are given and taken back at the command line, and hold within a second. */
@ExtendWith(HoldsToTheDocument.class)
class StaffTest {

    private final Person seller = Person.newcomer("Sally Seller");
    private final String listing = seller.lists("Lamp", 1, 900, Map.of()).text("id");

    private boolean seesWhatIsOthers(SteveslistClient client) {
        return client.get("/v1/audit/streams/" + listing).isSuccess();
    }

    @Test
    void an_auditors_session_and_keys_with_the_scope_see_all_and_after_it_is_taken_back_what_is_their_own() {
        Person person = Person.newcomer("Audrey");
        SteveslistClient key = person.calls().as(key(person, "audit:read"));
        SteveslistClient other = person.calls().as(key(person, "orders:read"));
        assertThat(seesWhatIsOthers(person.calls())).isFalse();
        assertThat(seesWhatIsOthers(key)).isFalse();

        Staff.grant(person.email(), "auditor");

        assertThat(seesWhatIsOthers(person.calls())).isTrue();
        assertThat(seesWhatIsOthers(key)).isTrue();
        assertThat(other.get("/v1/audit/events").code()).isEqualTo("insufficient_scope");

        Staff.revoke(person.id(), "auditor");

        assertThat(seesWhatIsOthers(person.calls())).isFalse();
        assertThat(seesWhatIsOthers(key)).isFalse();
    }

    @Test
    void other_roles_do_not_open_the_history() {
        Person person = Person.newcomer("Sue Support");
        Staff.grant(person.email(), "support");

        assertThat(seesWhatIsOthers(person.calls())).isFalse();
    }

    @Test
    void that_a_role_was_given_and_taken_back_is_in_the_history_once_however_often_it_is_said() {
        Person person = Person.newcomer("Ann Analyst");
        Staff.grant(person.email(), "analyst");
        Staff.grant(person.id(), "analyst");
        Staff.revoke(person.id(), "analyst");
        Staff.revoke(person.id(), "analyst");

        Answer own = person.calls().get("/v1/audit/events?sort=position&types=staff.granted&types=staff.revoked");

        assertThat(own.items()).extracting(event -> event.path("type").asString()).containsExactly("staff.granted", "staff.revoked");
        assertThat(own.items()).allSatisfy(event -> {
            assertThat(event.at("/data/role").asString()).isEqualTo("analyst");
            assertThat(event.at("/actor/kind").asString()).isEqualTo("staff");
            assertThat(event.at("/actor/id").asString()).isEqualTo("operator");
        });
        assertThat(own.items().getFirst().path("command").asString()).isEqualTo("staff.grant");
    }

    @Test
    void the_list_shows_who_has_which_role_and_nobody_unknown_gets_one() {
        Person person = Staff.auditor();

        assertThat(SharedCommands.run("staff", "list").output()).contains(person.id() + "  auditor  since ");
        assertThat(SharedCommands.run("staff", "grant", "nobody@nowhere.example", "auditor").exitCode()).isNotZero();
        assertThat(SharedCommands.run("staff", "grant", person.id(), "king").exitCode()).isNotZero();
    }

    private static String key(Person person, String scope) {
        return person.calls()
                .post("/v1/api-keys", Map.of("name", "A key", "scopes", List.of(scope)))
                .expected("make a key")
                .text("key");
    }
}
