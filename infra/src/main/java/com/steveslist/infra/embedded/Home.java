package com.steveslist.infra.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The clone that this JVM belongs to: system property {@code steveslist.home}, or else the first folder upwards that holds {@code mvnw} and {@code infra}. */
public final class Home {
    private Home() {}

    /** @throws ServerException when started outside a clone */
    public static Path directory() {
        String configured = System.getProperty("steveslist.home");
        if (configured != null) {
            return Path.of(configured).toAbsolutePath().normalize();
        }
        for (@Nullable Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("mvnw")) && Files.isDirectory(at.resolve("infra"))) {
                return at;
            }
        }
        throw new ServerException("this is not a clone of Steveslist: start in its folder, or set the system property steveslist.home");
    }

    /** Where the build left the servers' archives and our plugins for them. */
    static Path embedded() {
        return directory().resolve("infra/target/embedded");
    }
}
