package com.steveslist.infra.embedded.stack;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How to reach the parts of a stack, as the environment variables that the application and every command read. */
final class Facts {
    private Facts() {}

    /** Without secrets but PostgreSQL's password; the master key stays in its file. */
    static Map<String, String> of(StackSettings settings, StackDirectory directory, Secrets secrets, Map<String, String> environment) {
        Map<String, String> facts = new TreeMap<>();
        String url = settings.postgresUrl() != null
                ? settings.postgresUrl()
                : embedded(settings);
        String password = settings.postgresUrl() == null ? secrets.postgresPassword() : settings.postgresPassword();
        facts.put("STEVESLIST_BASE_URL", "http://localhost:" + settings.appPort());
        facts.put("STEVESLIST_KAFKA", settings.kafka() != null ? settings.kafka() : "127.0.0.1:" + settings.kafkaPort());
        facts.put("STEVESLIST_ELASTICSEARCH",
                settings.elasticsearch() != null ? settings.elasticsearch() : "http://127.0.0.1:" + settings.elasticsearchPort());
        facts.put("STEVESLIST_WAREHOUSE", environment.getOrDefault("STEVESLIST_WAREHOUSE", directory.part("warehouse").toString()));
        facts.put("STEVESLIST_MAIL_OUTBOX", environment.getOrDefault("STEVESLIST_MAIL_OUTBOX", directory.part("mail").toString()));
        facts.put("STEVESLIST_KEYS_CERTIFICATE_KEY", environment.getOrDefault("STEVESLIST_KEYS_CERTIFICATE_KEY",
                directory.root().resolve("certificate.key").toString()));
        facts.put("STEVESLIST_POSTGRES_URL", url);
        facts.put("STEVESLIST_KEYS_URL", environment.getOrDefault("STEVESLIST_KEYS_URL", sibling(url, "steveslist_keys")));
        facts.put("STEVESLIST_STEVEPAY_URL", environment.getOrDefault("STEVESLIST_STEVEPAY_URL", sibling(url, "stevepay")));
        for (String database : new String[] {"POSTGRES", "KEYS", "STEVEPAY"}) {
            put(facts, "STEVESLIST_" + database + "_USER",
                    environment.getOrDefault("STEVESLIST_" + database + "_USER", settings.postgresUser()));
            String own = "POSTGRES".equals(database) ? null : environment.get("STEVESLIST_" + database + "_PASSWORD");
            put(facts, "STEVESLIST_" + database + "_PASSWORD", own != null ? own : password);
        }
        return facts;
    }

    /** With a standby both are named, and whoever connects finds the one that takes writes, each time anew. */
    private static String embedded(StackSettings settings) {
        String first = "jdbc:postgresql://127.0.0.1:" + settings.postgresPort();
        return settings.standby() == StackSettings.Standby.NONE
                ? first + "/steveslist"
                : first + ",127.0.0.1:" + settings.standbyPort() + "/steveslist?targetServerType=primary&hostRecheckSeconds=0";
    }

    /** The application's environment: the user's own, the facts, the key. */
    static Map<String, String> forApplication(Map<String, String> facts, StackSettings settings, Secrets secrets,
            Map<String, String> environment) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.putAll(facts);
        all.put("SERVER_PORT", Integer.toString(settings.appPort()));
        if (all.putIfAbsent("STEVESLIST_MASTER_KEY", secrets.masterKey()) == null && !secrets.furtherMasterKeys().isEmpty()) {
            all.put("STEVESLIST_FURTHER_MASTER_KEYS", String.join(",", secrets.furtherMasterKeys()));
        }
        all.putIfAbsent("STEVESLIST_MAIL_ORIGIN", "http://localhost:" + settings.appPort());
        // Somebody who starts everything on one machine is trying things out: they get the page to try queries on.
        all.putIfAbsent("STEVESLIST_GRAPHIQL", "true");
        return all;
    }

    private static void put(Map<String, String> facts, String name, @Nullable String value) {
        if (value != null) {
            facts.put(name, value);
        }
    }

    /** The same server's database of another name: {@code jdbc:postgresql://host/a?x=y} → {@code jdbc:postgresql://host/b?x=y}. */
    static String sibling(String url, String database) {
        return url.replaceFirst("/[^/?]*(\\?|$)", "/" + database + "$1");
    }
}
