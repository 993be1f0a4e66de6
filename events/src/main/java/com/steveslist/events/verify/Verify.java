package com.steveslist.events.verify;

import com.steveslist.events.proof.ConsistencyProof;
import com.steveslist.events.proof.Hash;
import com.steveslist.events.proof.InclusionProof;
import com.steveslist.events.proof.MalformedProofException;
import com.steveslist.events.proof.SignedHead;
import com.steveslist.events.proof.SignedNote;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The program. Exits with 0 when all is intact, 1 when something is not, 2 when it cannot tell. */
public final class Verify {

    private static final int INTACT = 0;
    private static final int NOT_INTACT = 1;
    private static final int CANNOT_TELL = 2;
    private static final String USAGE = """
            steveslist-verify EXPORT [--kept FOLDER] [--key ID]... [--revoked ID]...
                an export of the log, made by export-log
            steveslist-verify --consistency PROOF OLDER-HEAD NEWER-HEAD --keys FILE [--key ID]... [--revoked ID]...
                whether the events of the newer head begin with those of the older
            steveslist-verify --inclusion PROOF HEAD HASH --keys FILE [--key ID]... [--revoked ID]...
                whether the event with this hash (hexadecimal) is in the log where the proof says
            steveslist-verify --dossier FILE [--key ID]... [--revoked ID]...
                a dossier, dossier.json: whether its events are in the log, and what it says of them is what the log has

            --kept FOLDER  a folder of yours: what is seen is remembered there, and from then on nothing of it can be taken back unseen
            --key ID       the id of the log's key, that you know by other means; without it the first key that is seen is believed.
                           With it those are believed that it vouches for, and what those before it signed that vouched for it
            --revoked ID   the id of a key that was stolen: whatever it signed is left out, and no key is believed because of it
            --keys FILE    notes of the log's keys, as in an export or at /v1/audit/keys

            Exit code 0: intact. 1: not, and the last line says what and where. 2: cannot tell, because something cannot be read.
            """;

    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> revoked = new LinkedHashSet<>();
    private final Deque<String> words = new ArrayDeque<>();
    private String kind = "";
    private @Nullable Path kept;
    private Path keys = Path.of("keys.txt");

    private Verify() {}

    public static void main(String[] arguments) {
        System.exit(run(System.out, arguments));
    }

    /** As the program; answers its exit code. */
    public static int run(PrintStream out, String... arguments) {
        if (List.of(arguments).contains("--help")) {
            out.println(USAGE);
            return INTACT;
        }
        try {
            Verdict verdict = new Verify().read(arguments).judge();
            verdict.words().forEach(out::println);
            return INTACT;
        } catch (NotIntactException e) {
            out.println("NOT INTACT: " + e.getMessage());
            return NOT_INTACT;
        } catch (MalformedProofException e) {
            out.println("cannot be read: " + e.getMessage());
            return CANNOT_TELL;
        } catch (NoSuchFileException e) {
            out.println("cannot be read: " + e.getFile() + " is missing");
            return CANNOT_TELL;
        } catch (IOException | UncheckedIOException e) {
            out.println("cannot be read: " + e);
            return CANNOT_TELL;
        } catch (OutOfMemoryError e) {
            out.println("cannot be read: it does not fit into memory");
            return CANNOT_TELL;
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return CANNOT_TELL;
        } catch (RuntimeException e) {
            // A mistake in this program says nothing of the log, and Java would end with what "not intact" ends with.
            out.println("cannot tell: " + e);
            return CANNOT_TELL;
        }
    }

    private Verify read(String... arguments) {
        Deque<String> left = new ArrayDeque<>(List.of(arguments));
        while (!left.isEmpty()) {
            String word = left.pop();
            switch (word) {
                case "--key" -> known.add(keyId(word, left));
                case "--revoked" -> revoked.add(keyId(word, left));
                case "--kept" -> kept = Path.of(value(word, left));
                case "--keys" -> keys = Path.of(value(word, left));
                case "--consistency", "--inclusion", "--dossier" -> kind = word;
                default -> {
                    if (word.startsWith("--")) {
                        throw new IllegalArgumentException("there is no option " + word + "\n\n" + USAGE);
                    }
                    words.add(word);
                }
            }
        }
        if (words.size() != (kind.isEmpty() || kind.equals("--dossier") ? 1 : 3)) {
            throw new IllegalArgumentException(USAGE);
        }
        return this;
    }

    private static String value(String option, Deque<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value\n\n" + USAGE);
        }
        return left.pop();
    }

    /** A mistyped one would go for a key that the log does not have. */
    private static String keyId(String option, Deque<String> left) {
        String id = value(option, left);
        if (!id.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException(option + " takes the id of a key, 32 hexadecimal digits, and not " + id);
        }
        return id;
    }

    private Verdict judge() throws IOException {
        Trust trust = new Trust(known, revoked);
        if (kind.isEmpty()) {
            return new ExportVerdict(new ExportFolder(Path.of(words.pop())), new KeptFolder(kept), trust).judge();
        }
        if (kind.equals("--dossier")) {
            return next(text -> new DossierCheck(text, trust)).judge();
        }
        KnownKeys believed = new KnownKeys(trust, TextFile.read(keys, SignedNote::parseAll));
        if (kind.equals("--inclusion")) {
            InclusionProof proof = next(InclusionProof::parse);
            SignedHead head = next(SignedHead::parse);
            return HeadsCheck.event(hash(words.pop()), proof, head, believed);
        }
        ConsistencyProof proof = next(ConsistencyProof::parse);
        SignedHead older = next(SignedHead::parse);
        return HeadsCheck.heads(older, next(SignedHead::parse), proof, believed);
    }

    private <T> T next(Function<String, T> form) throws IOException {
        return TextFile.read(Path.of(words.pop()), form);
    }

    private static Hash hash(String hexadecimal) {
        byte[] bytes = HexFormat.of().parseHex(hexadecimal);
        if (bytes.length != Hash.BYTES) {
            throw new IllegalArgumentException("a hash has " + 2 * Hash.BYTES + " hexadecimal digits");
        }
        return Hash.of(bytes, 0);
    }
}
