package com.steveslist.infra.proof;

import com.steveslist.events.log.LogPosition;
import com.steveslist.events.proof.SignedHead;
import com.steveslist.infra.embedded.ServerException;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.serialization.EventJson;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the log and its proof to files, for people who check it without us. */
@Command(name = "export-log", mixinStandardHelpOptions = true,
        description = "Write all events, as they are hashed, with signed heads, keys and proofs to files that steveslist-verify checks.")
public final class ExportLogCommand implements Callable<Integer> {

    private static final Duration SIGNED_WITHIN = Duration.ofSeconds(15);

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "An empty folder, or one that is not there yet.")
    private Path to = Path.of("");

    @Option(names = "--from", paramLabel = "POSITION", defaultValue = "1", description = "The first event. Default: ${DEFAULT-VALUE}.")
    private long from;

    @Option(names = "--until", paramLabel = "POSITION", description = "The last event. Default: all that happened until now.")
    private @Nullable Long until;

    @Override
    public Integer call() throws Exception {
        try (HikariDataSource dataSource = ProofConfiguration.open(ProofCommand.log())) {
            SignedHead head = freshHead(dataSource);
            long last = until == null ? head.size() : until;
            if (from == head.size() + 1 && until == null) {
                throw new ServerException("nothing new: the log ends at position " + head.size() + ", so no export was written");
            }
            if (from < 1 || last < from || last > head.size()) {
                throw new ServerException("positions " + from + " to " + last + " are not in the log, which has 1 to " + head.size());
            }
            long written = new LogExport(dataSource, to).write(head, from, last);
            System.out.printf(Locale.ROOT, "%,d events, positions %d to %d, are in %s%nsigned up to position %d by key %s%n", written, from,
                    last, to, head.size(), head.head().key());
        }
        return 0;
    }

    private static SignedHead freshHead(HikariDataSource dataSource) {
        ProofBook book = new ProofBook(dataSource);
        LogPosition end = new EventLog(dataSource, new EventJson()).last();
        return book.covering(end, SIGNED_WITHIN).or(() -> {
            System.err.println("nobody signs now, so the export ends where the last head does: see ./steveslist consumers");
            return book.latest().filter(head -> head.head().epoch() >= end.epoch());
        }).orElseThrow(() -> new ServerException("nothing is signed yet: is a node with role proof running?"));
    }
}
