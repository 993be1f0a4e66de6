package com.steveslist.api.story;

import com.steveslist.api.staff.OperatorDesk;
import com.steveslist.query.story.Dossier;
import com.steveslist.query.story.DossierFiles;
import com.steveslist.query.story.Stories;
import com.steveslist.query.story.Story;
import com.steveslist.query.story.StoryContext.Discretion;
import com.steveslist.query.story.StoryLine;
import com.steveslist.query.story.StoryProofs;
import com.steveslist.query.story.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./steveslist explain}: tells the whole story of a thing, or writes it as a dossier. */
@Command(
        name = "explain",
        description = "Tell the whole story of an order, listing, checkout, payment, refund or account: one line an event, in the order of the"
                + " log. With --json or --into as a dossier to hand over, with its proofs.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:told", "1:there is no such thing, what is asked does not fit together, or something is down",
                "2:an option or a word is missing or unknown"})
public final class ExplainTool implements Callable<Integer> {

    /** Besides what every operator's command needs. */
    private static final String[] PARTS = {"com.steveslist.command.access.", "com.steveslist.projections.story."};

    @Parameters(arity = "1..2", paramLabel = "ID", description = "Such as ord_…; the kind (order) may stand before it.")
    private List<String> words = List.of();

    @Option(names = "--json", description = "As a dossier in JSON, with proofs.")
    private boolean json;

    @Option(names = "--into", paramLabel = "DIR", description = "Write dossier.html and dossier.json there, with proofs.")
    private @Nullable Path into;

    @Option(names = "--head", paramLabel = "SIZE",
            description = "The signed head that proofs lead to, by its size. Default: the first that was signed over all events of the story,"
                    + " which is the same whenever the dossier is made.")
    private @Nullable Long head;

    @Option(names = "--personal",
            description = "Open personal values: names, addresses, reasons. One whose key was erased reads [erased]. Without it they read"
                    + " [personal]. Needs --as, and is recorded for those whose values they are.")
    private boolean personal;

    @Option(names = "--as", paramLabel = "AUDITOR", description = "With --personal: who looks, by e-mail address or acct_….")
    private @Nullable String reader;

    @Override
    public Integer call() throws IOException {
        Subject subject = subject();
        requireThatOptionsGoTogether();
        try (OperatorDesk desk = new OperatorDesk(PARTS)) {
            Story story = desk.part(Stories.class).find(subject)
                    .orElseThrow(() -> new IllegalArgumentException("there is no " + subject.kind().word() + " " + subject.id()));
            if (reader == null) {
                tell(made(story, Discretion.CLOSED_VALUES, desk));
            } else {
                RecordedLook look = RecordedLook.by(reader, desk);
                Dossier dossier = made(story, new Discretion(look, event -> true), desk);
                look.record("./steveslist explain " + subject.kind().word() + " " + subject.id() + " --personal");
                tell(dossier);
            }
        }
        return 0;
    }

    private void requireThatOptionsGoTogether() {
        if (personal && reader == null) {
            throw new IllegalArgumentException("whoever opens personal values says who they are: --personal --as EMAIL, an auditor's");
        }
        if (reader != null && !personal) {
            throw new IllegalArgumentException(
                    "--as goes with --personal: without that nothing is shown for which somebody has to be named");
        }
        if (head != null && !json && into == null) {
            throw new IllegalArgumentException("--head says where proofs lead to, so it goes with --json or --into");
        }
    }

    private Subject subject() {
        if (words.size() == 1 && Arrays.stream(Subject.Kind.values()).anyMatch(kind -> kind.word().equals(words.getFirst()))) {
            throw new IllegalArgumentException(
                    "which " + words.getFirst() + "? Its id comes next: ./steveslist explain " + words.getFirst() + " ID");
        }
        Subject subject = Subject.of(words.getLast());
        if (words.size() == 2 && !words.getFirst().equals(subject.kind().word())) {
            throw new IllegalArgumentException(
                    words.getLast() + " names one of kind " + subject.kind().word() + ", not " + words.getFirst());
        }
        return subject;
    }

    private Dossier made(Story story, Discretion discretion, OperatorDesk desk) {
        Dossier dossier = Dossier.of(story, discretion, null);
        return json || into != null
                ? dossier.proven(story, discretion, desk.part(StoryProofs.class), head)
                : dossier;
    }

    private void tell(Dossier dossier) throws IOException {
        if (into != null) {
            Files.createDirectories(into);
            Files.write(into.resolve("dossier.json"), DossierFiles.json(dossier));
            Files.write(into.resolve("dossier.html"), DossierFiles.html(dossier));
        }
        if (json) {
            print(DossierFiles.json(dossier));
        } else if (into != null) {
            print((into.resolve("dossier.html") + ": " + dossier.events().size() + " events" + under(dossier) + "\n")
                    .getBytes(StandardCharsets.UTF_8));
        } else {
            print(lines(dossier).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String under(Dossier dossier) {
        return dossier.proofs() == null ? "" : ", proven under the head of size " + dossier.proofs().size();
    }

    private static String lines(Dossier dossier) {
        String lines = dossier.events().stream().map(line -> line.text() + "\n").collect(Collectors.joining());
        return dossier.cut() ? lines + "… and more: these are the first " + dossier.events().size() + " events\n" : lines;
    }

    /** The same bytes wherever it runs, whatever the terminal is set to. */
    private static void print(byte[] text) {
        System.out.write(text, 0, text.length);
        System.out.flush();
    }
}
