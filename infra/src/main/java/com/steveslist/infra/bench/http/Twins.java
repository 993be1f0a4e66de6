package com.steveslist.infra.bench.http;

import com.steveslist.infra.embedded.EmbeddedServers;
import java.util.Map;

/** The applications that ours is compared with. Their code is in the test tree of module {@code api}; here they are started. */
public final class Twins {

    private static final String KEY = "only-for-this-bench";

    private Twins() {}

    /** @param classPath with the twins and their libraries, and nothing of ours: Spring Boot would start that too */
    public static Contestant jpa(String classPath) {
        return start("jpa", classPath, "com.steveslist.twin.jpa.JpaTwin", "select true");
    }

    /** @param classPath as for {@link #jpa} */
    public static Contestant axon(String classPath) {
        return start("axon", classPath, "com.steveslist.twin.axon.AxonTwin",
                "select (select count(*) from domain_event_entry) = 2 * (select count(*) from listing where status = 'published')");
    }

    private static Contestant start(String name, String classPath, String main, String settled) {
        EmbeddedServers.Database database = EmbeddedServers.postgres().newDatabase(name);
        Application application = new Application(name, classPath, main, "/actuator/health", Map.of(
                "spring.config.name", "twin",
                "spring.datasource.url", database.url(),
                "spring.datasource.username", database.user(),
                "spring.datasource.password", database.password(),
                "twin.api-key", KEY));
        application.start();
        return new Contestant(application, KEY, database, settled);
    }
}
