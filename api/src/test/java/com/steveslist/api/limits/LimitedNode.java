package com.steveslist.api.limits;

import com.steveslist.api.SteveslistApplication;
import com.steveslist.api.testing.SharedApplication;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** A node beside {@link SharedApplication} with the limits of a stranger's first run. Addresses are told apart by what a proxy says. */
final class LimitedNode implements AutoCloseable {
    private static final List<String> SAME = List.of(
            "steveslist.postgres.url", "steveslist.postgres.user", "steveslist.postgres.password",
            "steveslist.keys.url", "steveslist.keys.user", "steveslist.keys.password",
            "steveslist.stevepay.url", "steveslist.stevepay.user", "steveslist.stevepay.password",
            "steveslist.kafka", "steveslist.elasticsearch", "steveslist.warehouse", "steveslist.master-key", "steveslist.password-cost",
            // Both log through the same system, which the last one to start or stop sets up anew.
            "logging.file.name", "logging.structured.format.file");

    private final ConfigurableApplicationContext context;

    private LimitedNode(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static LimitedNode start() {
        Environment shared = SharedApplication.context().getEnvironment();
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0", "--spring.main.register-shutdown-hook=false", "--steveslist.roles=api,command",
                "--steveslist.rate-limits.mode=on", "--steveslist.rate-limits.trusted-proxies=127.0.0.1",
                "--steveslist.cors-origins=https://shop.example"));
        SAME.forEach(name -> arguments.add("--" + name + "=" + shared.getRequiredProperty(name)));
        return new LimitedNode(SpringApplication.run(SteveslistApplication.class, arguments.toArray(String[]::new)));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    @Override
    public void close() {
        context.close();
    }
}
