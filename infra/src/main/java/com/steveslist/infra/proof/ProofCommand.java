package com.steveslist.infra.proof;

import com.steveslist.events.proof.KeyNote;
import com.steveslist.events.proof.SignedNote;
import com.steveslist.infra.embedded.ServerException;
import com.steveslist.infra.eventstore.LogAddress;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what is proven, and rotates the key that signs. */
@Command(name = "proof", description = "Show what of the log is proven and which keys sign; rotate the key.",
        mixinStandardHelpOptions = true)
public final class ProofCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        try (HikariDataSource dataSource = ProofConfiguration.open(log())) {
            ProofBook book = new ProofBook(dataSource);
            System.out.println("in the tree: " + book.size() + " events");
            book.keys().stream().map(SignedNote::text).map(KeyNote::parse).forEach(key -> System.out.println("key "
                    + key.key().id() + " since " + key.time() + (key.previous() == null ? "" : ", vouched for by " + key.previous())));
            System.out.println(book.latest().map(head -> "the latest head:\n\n" + head).orElse("nothing is signed yet"));
        }
        return 0;
    }

    /** The application goes on, and takes the new key by itself. */
    @Command(name = "rotate-key", mixinStandardHelpOptions = true,
            description = "Make a new key, which the present one vouches for; from then on it signs. Nodes that run take it by themselves.")
    int rotateKey(@Option(names = "--lost", description = "The present key is lost: nobody vouches for the new one, and whoever checks"
            + " must be told of it by other means.") boolean lost) {
        try (HikariDataSource dataSource = ProofConfiguration.open(log())) {
            Path file = Path.of(required("steveslist.proof.key"));
            System.out.println(
                    "key " + new LogKeys(new SigningKeyFile(file), dataSource).rotate(lost) + " signs from now on; it is in " + file);
        }
        return 0;
    }

    /** The running stack's, out of the properties that {@code ./steveslist} sets. */
    static LogAddress log() {
        return new LogAddress(required("steveslist.postgres.url"), required("steveslist.postgres.user"),
                System.getProperty("steveslist.postgres.password", ""));
    }

    private static String required(String property) {
        String value = System.getProperty(property, "");
        if (value.isBlank()) {
            throw new ServerException("nothing is running here: start it with ./steveslist up");
        }
        return value;
    }
}
