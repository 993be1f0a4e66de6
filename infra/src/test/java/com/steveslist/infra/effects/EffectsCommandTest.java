package com.steveslist.infra.effects;

import static com.steveslist.infra.effects.EffectsDatabase.DEFAULTS;
import static com.steveslist.infra.effects.EffectsDatabase.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.infra.embedded.EmbeddedServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class EffectsCommandTest {

    private final EmbeddedServers.Database at = EmbeddedServers.postgres().newDatabase("effects_command");
    private final EffectsDatabase database = new EffectsDatabase(at);

    @AfterEach
    void close() {
        database.close();
        List.of("url", "user", "password").forEach(name -> System.clearProperty("steveslist.postgres." + name));
    }

    @Test
    void shows_what_fails_and_why_and_has_it_tried_again() {
        RecordingHandler failing = new RecordingHandler("payment.refund", run -> {
            throw new IllegalStateException("never");
        });
        database.start(DEFAULTS, new SimpleMeterRegistry(), failing).wish(now("evt_1:payment.refund:ref_1", "payment.refund"));
        await().atMost(Duration.ofMinutes(2)).until(() -> database.report().failing(1).size() == 1);

        assertThat(run()).contains("payment.refund").contains("evt_1:payment.refund:ref_1").contains("IllegalStateException");
        int runs = failing.runs().size();
        run("--retry");
        await().atMost(Duration.ofMinutes(2)).until(() -> failing.runs().size() > runs);
    }

    @Test
    void says_so_when_there_is_nothing_to_show() {
        assertThat(run()).contains("nothing is due and nothing fails");
    }

    @Test
    void is_known_to_the_launcher() {
        assertThat(ServiceLoader.load(Callable.class)).hasAtLeastOneElementOfType(EffectsCommand.class);
    }

    private String run(String... arguments) {
        Map.of("url", at.url(), "user", at.user(), "password", at.password())
                .forEach((name, value) -> System.setProperty("steveslist.postgres." + name, value));
        StringWriter out = new StringWriter();
        int exit = new CommandLine(new EffectsCommand()).setOut(new PrintWriter(out)).execute(arguments);
        assertThat(exit).isZero();
        return out.toString();
    }
}
