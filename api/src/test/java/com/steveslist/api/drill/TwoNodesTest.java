package com.steveslist.api.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.drill.CrashDrill.Plan;
import com.steveslist.api.drill.CrashDrill.Report;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import com.steveslist.api.testing.SharedCommands;
import com.steveslist.api.testing.Shell;
import com.steveslist.infra.embedded.EmbeddedServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Drills with a second node beside the shared application, started once for all of them. */
@ExtendWith(PrintsTheLog.class)
class TwoNodesTest {
    private static final long SEED = 21;
    private static final Victim POSTGRES = new Victim() {
        @Override
        public String name() {
            return "postgres";
        }

        @Override
        public void kill() {
            EmbeddedServers.kill(EmbeddedServers.postgres().server());
            EmbeddedServers.startAgain(EmbeddedServers.postgres().server());
        }
    };

    private static final Node NODE = SecondNode.create();

    @BeforeAll
    static void start() {
        NODE.start().awaitReady();
    }

    @AfterAll
    static void end() {
        NODE.close();
    }

    @Test
    void what_is_taken_back_on_one_node_is_refused_on_the_other_within_a_second() {
        Person ada = Person.newcomer("Ada");
        SteveslistClient there = SteveslistClient.of(NODE.address(), Duration.ofMinutes(1));
        Answer revoked = ada.calls().post("/v1/api-keys", Map.of("name", "one")).expected("make a key");
        Answer rotated = ada.calls().post("/v1/api-keys", Map.of("name", "two")).expected("make a key");
        String session = there.postAgainAndAgain("/v1/sessions", Map.of("email", ada.email(), "password", ada.password()))
                .expected("sign in there").text("token");
        List<SteveslistClient> callers =
                List.of(there.as(revoked.text("key")), there.as(rotated.text("key")), there.as(session));
        callers.forEach(caller -> caller.get("/v1/accounts/me").expected("it works there"));

        ada.calls().delete("/v1/api-keys/" + revoked.text("id")).expected("revoke");
        ada.calls().post("/v1/api-keys/" + rotated.text("id") + "/rotate", Map.of("overlap_seconds", 0)).expected("rotate");
        ada.calls().delete("/v1/sessions").expected("end the others");

        await().pollInterval(Duration.ofMillis(50)).atMost(Duration.ofSeconds(1)).until(
                () -> callers.stream().allMatch(caller -> caller.get("/v1/accounts/me").status() == 401));
    }

    @Test
    void a_dossier_has_the_same_bytes_on_both_nodes(@TempDir Path folder) {
        Person seller = Person.newcomer("Sally");
        Person buyer = Person.newcomer("Billy");
        Answer bought = buyer.buys(seller.lists("Lamp", 10, 900, Map.of()).text("id"), 2, "pm_card_ok");
        String key = buyer.calls().post("/v1/api-keys", Map.of("name", "one")).expected("make a key").text("key");

        Shell.Ran compared = Shell.run(
                """
                for form in application/json text/html; do
                    for node in "$HERE" "$THERE"; do
                        curl -sS --fail -H "Accept: $form" -H "Authorization: Bearer $KEY" "$node/v1/orders/$ORDER/dossier" > next
                        [ ! -e last ] || cmp last next
                        mv next last
                    done
                    wc -c < last
                    rm last
                done
                """,
                Map.of("HERE", SharedApplication.address().toString(), "THERE", NODE.address().toString(), "KEY", key,
                        "ORDER", bought.data().at("/orders/0/id").asString()),
                folder);

        assertThat(compared.exitCode()).as(compared.output()).isZero();
    }

    @Test
    void wrong_passwords_are_counted_on_both_nodes_together() {
        Person ada = Person.newcomer("Ada");
        Map<String, String> wrong = Map.of("email", ada.email(), "password", "not the password");
        SteveslistClient here = Person.anybody().impatient();
        SteveslistClient there = SteveslistClient.of(NODE.address(), Duration.ZERO);

        for (SteveslistClient node : List.of(here, there, here, there, here)) {
            assertThat(node.post("/v1/sessions", wrong).status()).isEqualTo(401);
        }

        assertThat(here.post("/v1/sessions", wrong).code()).isEqualTo("too_many_attempts");
        assertThat(there.post("/v1/sessions", Map.of("email", ada.email(), "password", ada.password())).code())
                .isEqualTo("too_many_attempts");
    }

    @Test
    void a_node_and_PostgreSQL_that_are_killed_in_the_middle_of_checkouts_lose_nothing_and_contradict_nobody() {
        Plan plan = new Plan(60, 6, 3, Duration.ofSeconds(2), Duration.ofSeconds(5), SEED);
        SteveslistClient client = SteveslistClient.of(NODE.address(), Duration.ofMinutes(2));

        Victim both = Victim.together(List.of(NODE, POSTGRES));
        // The seed draws each of them once.
        Report report = new CrashDrill(client, List.of(NODE, POSTGRES, both), List.of(), plan, System.err::println).run();

        assertThat(report.problems()).isEmpty();
        assertThat(report.kills()).containsOnlyKeys(NODE.name(), POSTGRES.name(), both.name());
        assertThat(report.isClean()).as(report.toString()).isTrue();
        assertThat(report.acknowledged()).isGreaterThanOrEqualTo(60);
        SharedCommands.Ran reconciled = SharedCommands.run("reconcile");
        assertThat(reconciled.exitCode()).as(reconciled.output()).isZero();
    }

    @Test
    void what_a_killed_or_frozen_node_had_begun_is_taken_over_and_every_checkout_and_refund_is_carried_out_once() {
        NodesDrill.Plan plan = new NodesDrill.Plan(
                3, Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(9), Duration.ofSeconds(1), 20, 5);
        // The group is not closed: it would end the node.
        NodeGroup nodes = new NodeGroup(SharedApplication.address());
        nodes.add(NODE);

        NodesDrill.Report report = new NodesDrill(nodes, SecondNode.environment(), plan, System.err::println)
                .run(() -> SharedCommands.run("reconcile").exitCode() == 0);

        System.err.println(report);
        assertThat(report.problems()).isEmpty();
        assertThat(report.isExact()).as(report.toString()).isTrue();
        assertThat(report.refunds().asked()).isPositive();
        assertThat(report.afterKill()).containsKeys("view.order", "process.refund", "index.listing", "export.warehouse", "effects")
                .allSatisfy((consumer, time) -> assertThat(time).as(consumer).isLessThan(plan.watched()));
    }
}
