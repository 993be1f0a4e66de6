package com.steveslist.infra.bench.http;

import com.steveslist.infra.embedded.EmbeddedServers;
import java.util.HashMap;
import java.util.Map;

/** The applications that ours is compared with. Their code is in the test tree of module {@code api}; here they are started. */
final class Twins {

    private static final String KEY = "only-for-this-bench";
    private static final String AXON = "com.steveslist.twin.axon.AxonTwin";
    private static final String AXON_SETTLED =
            "select (select count(*) from domain_event_entry) = 2 * (select count(*) from listing where status = 'published')";

    private Twins() {}

    /** @param classPath with the twins and their libraries, and nothing of ours: Spring Boot would start that too */
    static Contestant jpa(String classPath) {
        return start("jpa", classPath, "com.steveslist.twin.jpa.JpaTwin", "select true", Map.of());
    }

    /** As Axon's starter gives it. @param classPath as for {@link #jpa} */
    static Contestant axon(String classPath) {
        return start("axon", classPath, AXON, AXON_SETTLED, Map.of("spring.datasource.hikari.maximum-pool-size", "10"));
    }

    /** With kinder settings than the defaults. @param classPath as for {@link #jpa} */
    static Contestant axonTuned(String classPath) {
        return start("axon-tuned", classPath, AXON, AXON_SETTLED, Map.of(
                "twin.serializer", "jackson",
                "twin.batch-size", "100",
                "spring.jpa.database-platform", "com.steveslist.twin.axon.ByteaDialect",
                "spring.datasource.hikari.maximum-pool-size", "16"));
    }

    private static Contestant start(String name, String classPath, String main, String settled, Map<String, String> its) {
        EmbeddedServers.Database database = EmbeddedServers.postgres().newDatabase(name.replace('-', '_'));
        Map<String, String> properties = new HashMap<>(its);
        properties.put("spring.config.name", "twin");
        properties.put("spring.datasource.url", database.url());
        properties.put("spring.datasource.username", database.user());
        properties.put("spring.datasource.password", database.password());
        properties.put("twin.api-key", KEY);
        Application application = new Application(name, classPath, main, "/actuator/health", properties);
        application.start();
        return new Contestant(application, KEY, database, settled);
    }
}
