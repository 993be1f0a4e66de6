package com.steveslist.events.verify;

import com.steveslist.events.proof.ConsistencyProof;
import com.steveslist.events.proof.ExportText;
import com.steveslist.events.proof.Hash;
import com.steveslist.events.proof.KeyNote;
import com.steveslist.events.proof.Leaf;
import com.steveslist.events.proof.MerkleTree;
import com.steveslist.events.proof.Nodes;
import com.steveslist.events.proof.SignedHead;
import com.steveslist.events.proof.SignedNote;
import com.steveslist.events.proof.SigningKey;
import com.steveslist.events.proof.TreeHead;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An export as it is on disk, made by hand: a log of events that are told apart by their position. */
final class WrittenExport {

    static final String LOG = "steveslist/test";
    static final SigningKey KEY = SigningKey.generate();
    private static final Instant NOW = Instant.parse("2026-07-20T10:00:00Z");

    final List<Leaf> logged = new ArrayList<>();
    final List<SignedHead> heads = new ArrayList<>();
    /** What the log says that it holds; the same, unless somebody altered it. */
    List<Leaf> held = new ArrayList<>();
    long first = 1;
    long last;

    /** @param events of the log, of which there is a head at each of these sizes */
    WrittenExport(int events, long... sizes) {
        for (int position = 1; position <= events; position++) {
            logged.add(leaf(position, "paid " + position));
        }
        held = new ArrayList<>(logged);
        last = events;
        for (long size : sizes) {
            heads.add(head(logged, size, KEY));
        }
    }

    static Leaf leaf(long position, String payload) {
        return new Leaf(1, position, "ord_" + position, 0, "evt_" + position, "order.placed", 1, NOW, NOW, "acct_1", List.of("acct_1"),
                "account", "acct_1", null, null, null, Map.of(), payload.getBytes());
    }

    static SignedHead head(List<Leaf> log, long size, SigningKey key) {
        MerkleTree tree = MerkleTree.of(size, nodes(log));
        return new TreeHead(LOG, size, tree.root(), 1, NOW.plusSeconds(size), new TreeHead.Beginning(NOW, 0), key.publicKey().id())
                .sign(key);
    }

    /** @param before the key that vouches for it; null when none does */
    static SignedNote keyNote(SigningKey key, @Nullable SigningKey before) {
        return KeyNote.sign(LOG, key, Optional.ofNullable(before), NOW);
    }

    private static Nodes nodes(List<Leaf> log) {
        return new Nodes() {
            @Override
            public Hash node(int level, long index) {
                return level == 0
                        ? log.get((int) index).hash()
                        : Hash.ofNode(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
            }
        };
    }

    Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Nodes nodes = nodes(logged);
        Files.writeString(folder.resolve(ExportText.FILE),
                new ExportText(LOG, first, last, MerkleTree.of(first - 1, nodes).peaks()).text());
        Files.writeString(folder.resolve(ExportText.KEYS), keyNote(KEY, null).toString());
        Files.writeString(folder.resolve(ExportText.EPOCHS), "");
        Files.writeString(folder.resolve(ExportText.HEADS), SignedNote.join(heads.stream().map(SignedHead::note).toList()));
        long newest = heads.getLast().size();
        if (last < newest) {
            Files.writeString(folder.resolve(ExportText.PROOF), ConsistencyProof.of(last, newest, nodes).text());
        }
        byte[] hashes = new byte[(int) (last - first + 1) * Hash.BYTES];
        for (long position = first; position <= last && position <= logged.size(); position++) {
            logged.get((int) position - 1).hash().writeTo(hashes, (int) (position - first) * Hash.BYTES);
        }
        Files.write(folder.resolve(ExportText.HASHES), hashes);
        writeEvents(folder);
        return folder;
    }

    /** In files of ten. */
    private void writeEvents(Path folder) throws IOException {
        List<Leaf> wanted = held.stream().filter(leaf -> leaf.position() >= first && leaf.position() <= last).toList();
        for (int from = 0; from < wanted.size(); from += 10) {
            Path file = folder.resolve(ExportText.events(wanted.get(from).position()));
            try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
                for (Leaf leaf : wanted.subList(from, Math.min(from + 10, wanted.size()))) {
                    byte[] encoded = leaf.encode();
                    out.writeInt(encoded.length);
                    out.write(encoded);
                }
            }
        }
    }
}
