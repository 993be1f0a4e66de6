package com.steveslist.infra.privacy;

import com.steveslist.infra.embedded.Jvm;
import com.steveslist.infra.postgres.Pools;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A rotation of the master key that can be killed. */
final class RotationInAnotherProcess {

    private RotationInAnotherProcess() {}

    /** @param arguments URL, user, password, the new master key, the old one */
    public static void main(String[] arguments) {
        try (HikariDataSource keys = Pools.pool("rotation", arguments[0], arguments[1], arguments[2], "keys", 1, Duration.ofSeconds(30))) {
            new Rewrapping(new KeyTable(keys), new MasterKeys(new MasterKey(arguments[3]), List.of(new MasterKey(arguments[4])))).run();
        }
    }

    static Process start(HikariDataSource keys, String newKey, String oldKey) throws IOException {
        List<String> command = Jvm.program(64);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), RotationInAnotherProcess.class.getName(),
                keys.getJdbcUrl(), keys.getUsername(), keys.getPassword(), newKey, oldKey));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
