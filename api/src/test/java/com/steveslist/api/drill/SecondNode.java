package com.steveslist.api.drill;

import com.steveslist.api.testing.SharedApplication;
import com.steveslist.infra.embedded.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.env.Environment;

/** Another node of the shared application, as a process of its own: same databases, topic, index and warehouse. */
final class SecondNode {
    private static final List<String> SAME = List.of(
            "steveslist.postgres.url", "steveslist.postgres.user", "steveslist.postgres.password",
            "steveslist.keys.url", "steveslist.keys.user", "steveslist.keys.password",
            "steveslist.stevepay.url", "steveslist.stevepay.user", "steveslist.stevepay.password",
            "steveslist.kafka", "steveslist.elasticsearch", "steveslist.warehouse", "steveslist.mail.outbox", "steveslist.master-key",
            "steveslist.password-cost", "steveslist.rate-limits.mode");

    private SecondNode() {}

    /** Not started. */
    static Node create() {
        try {
            return new Node("node", Ports.free(), environment(), Files.createTempFile("second-node", ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How the shared application reaches everything, as environment variables. */
    static Map<String, String> environment() {
        Environment application = SharedApplication.context().getEnvironment();
        Map<String, String> environment = new TreeMap<>();
        SAME.forEach(name -> environment.put(
                name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'), application.getRequiredProperty(name)));
        return environment;
    }
}
