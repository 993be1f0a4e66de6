package com.steveslist.infra.privacy;

import com.steveslist.infra.embedded.Home;
import com.steveslist.infra.embedded.stack.Secrets;
import com.steveslist.infra.embedded.stack.Stack;
import com.steveslist.infra.embedded.stack.StackDirectory;
import com.steveslist.infra.postgres.Pools;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./steveslist keys}. */
@Command(name = "keys", description = "Look after the keys with which personal values are encrypted.", mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class KeysTool implements Callable<Integer> {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec own = java.util.Objects.requireNonNull(spec);
        throw new ParameterException(own.commandLine(), "say what to do: rotate-master");
    }

    /** Rotates the master key. */
    @Command(name = "rotate-master", mixinStandardHelpOptions = true,
            description = "Put a new master key in the place of the old one, and wrap every key anew. Copies of erased keys that the old one "
                    + "wrapped, in backups and elsewhere, are worth nothing once it is destroyed.",
            footer = {"",
                    "With a master key of your own (STEVESLIST_MASTER_KEY) this only wraps anew what STEVESLIST_FURTHER_MASTER_KEYS opens,",
                    "once every node knows both. Ended half-way, run it again."})
    int rotateMaster() throws IOException {
        if (System.getenv("STEVESLIST_MASTER_KEY") != null) {
            return rewrap(List.of(System.getProperty("steveslist.further-master-keys", "").split(","))) ? 0 : 1;
        }
        StackDirectory directory = new StackDirectory(Home.directory());
        new Stack(directory).running();
        Path file = directory.secrets();
        Secrets secrets = Secrets.read(file);
        if (secrets.furtherMasterKeys().isEmpty()) {
            secrets = secrets.rotated();
            secrets.write(file);
            System.out.println("made a new master key; the old one is accepted until nothing needs it");
        } else {
            System.out.println("goes on with a rotation that was begun");
        }
        System.setProperty("steveslist.master-key", secrets.masterKey());
        if (!new Stack(directory).order(List.of("restart", "app"), System.out::println)) {
            return 1;
        }
        if (!rewrap(secrets.furtherMasterKeys())) {
            return 1;
        }
        secrets.rewrapped().write(file);
        System.out.println("the old master key is forgotten: destroy its copies when no backup of the keys from before is to be restored");
        return 0;
    }

    private static boolean rewrap(List<String> further) {
        MasterKeys masters = new MasterKeys(
                new MasterKey(System.getProperty("steveslist.master-key")),
                further.stream().filter(key -> !key.isBlank()).map(MasterKey::new).toList());
        String url = System.getProperty("steveslist.keys.url");
        String user = System.getProperty("steveslist.keys.user");
        if (url == null || user == null) {
            throw new IllegalStateException("nothing is running here: start it with ./steveslist up");
        }
        String password = System.getProperty("steveslist.keys.password", "");
        try (HikariDataSource dataSource = Pools.pool("keys-tool", url, user, password, "keys", 1, TIMEOUT)) {
            Rewrapping rewrapping = new Rewrapping(new KeyTable(dataSource), masters);
            long done = Stream.of(rewrapping.run(), rewrapping.run()).mapToLong(Long::longValue).sum();
            System.out.println(done + " keys are wrapped anew, with master key " + masters.currentId()
                    + (rewrapping.isDone() ? "; none needs another one" : "; some still need another one: run it again"));
            return rewrapping.isDone();
        }
    }
}
