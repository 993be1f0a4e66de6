package com.steveslist.projections.story;

import static java.util.Objects.requireNonNull;

import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.eventstore.EventRows;
import com.steveslist.infra.postgres.Pools;
import com.steveslist.infra.privacy.OpenedPersonalData;
import com.steveslist.infra.serialization.EventJson;
import com.steveslist.query.story.Dossier;
import com.steveslist.query.story.DossierFiles;
import com.steveslist.query.story.Stories;
import com.steveslist.query.story.Story;
import com.steveslist.query.story.StoryContext.Discretion;
import com.steveslist.query.story.StoryLine;
import com.steveslist.query.story.StoryProofs;
import com.steveslist.query.story.Subject;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells the whole story of a thing, or writes it as a dossier. */
@Command(
        name = "explain",
        description = "Tell the whole story of an order, listing, checkout, payment, refund or account: one line an event, in the order of the"
                + " log. With --into as a dossier to hand over, with its proofs.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:told", "1:there is no such thing, or something is down", "2:the words are not understood"})
public final class ExplainCommand implements Callable<Integer> {

    private static final Duration STATEMENT_TIMEOUT = Duration.ofMinutes(5);

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "1..2", paramLabel = "ID", description = "Such as ord_…; the kind (order) may stand before it.")
    private List<String> words = List.of();

    @Option(names = "--personal",
            description = "Open personal values: names, addresses, reasons. One whose key was erased reads [erased]. Without it they read"
                    + " [personal], and no key is needed.")
    private boolean personal;

    @Option(names = "--into", paramLabel = "DIR", description = "Write dossier.html and dossier.json there instead, with proofs.")
    private @Nullable Path into;

    @Option(names = "--head", paramLabel = "SIZE",
            description = "The signed head that proofs lead to, by its size. Default: the first that was signed over all events of the story,"
                    + " which is the same whenever the dossier is made.")
    private @Nullable Long head;

    @Override
    public Integer call() throws IOException {
        Subject subject = subject();
        try (HikariDataSource dataSource = dataSource()) {
            EventJson json = new EventJson();
            EventLog log = new EventLog(dataSource, json);
            Story story = new Stories(new LogStories(log, new EventRows(dataSource), json)).find(subject)
                    .orElseThrow(() -> new IllegalArgumentException("there is no " + subject.kind().word() + " " + subject.id()));
            if (personal) {
                try (OpenedPersonalData opened = OpenedPersonalData.ofStack(log)) {
                    tell(story, new Discretion(opened::decrypt, event -> true), dataSource);
                }
            } else {
                tell(story, Discretion.CLOSED_VALUES, dataSource);
            }
        }
        out().flush();
        return 0;
    }

    private Subject subject() {
        Subject subject = Subject.of(words.getLast());
        if (words.size() == 2 && !words.getFirst().equals(subject.kind().word())) {
            throw new IllegalArgumentException(
                    words.getLast() + " names one of kind " + subject.kind().word() + ", not " + words.getFirst());
        }
        return subject;
    }

    private void tell(Story story, Discretion discretion, HikariDataSource dataSource) throws IOException {
        Dossier dossier = Dossier.of(story, discretion, null);
        if (into == null) {
            print(dossier, out());
            return;
        }
        StoryProofs proofs = LogProofs.of(dataSource);
        Dossier proven = proofs == null ? dossier : dossier.proven(story, discretion, proofs, head);
        Files.createDirectories(into);
        Files.write(into.resolve("dossier.json"), DossierFiles.json(proven));
        Files.write(into.resolve("dossier.html"), DossierFiles.html(proven));
        out().printf("%s: %d events%s%n", into.resolve("dossier.html"), proven.events().size(),
                proven.proofs() == null ? "" : ", proven under the head of size " + proven.proofs().size());
    }

    private static void print(Dossier dossier, PrintWriter out) {
        dossier.events().stream().map(StoryLine::text).forEach(out::println);
        if (dossier.cut()) {
            out.println("… and more: these are the first " + dossier.events().size() + " events");
        }
    }

    private PrintWriter out() {
        return requireNonNull(spec).commandLine().getOut();
    }

    private static HikariDataSource dataSource() {
        return Pools.pool("explain", required("url"), required("user"), System.getProperty("steveslist.postgres.password", ""),
                "eventstore", 2, STATEMENT_TIMEOUT);
    }

    private static String required(String name) {
        String value = System.getProperty("steveslist.postgres." + name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("nothing is running here: start it with ./steveslist up");
        }
        return value;
    }
}
