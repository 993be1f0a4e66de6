package com.steveslist.infra.proof;

import com.steveslist.events.proof.Hash;
import com.steveslist.infra.proof.TileTable.Tile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Adds leaves to a tree of tiles, of which it holds the last one of each level. */
final class TileBuilder {

    private final List<Level> levels = new ArrayList<>();
    private final List<Tile> full = new ArrayList<>();
    private long size;

    /** A level's last tile, which is not full. */
    private static final class Level {
        private final byte[] hashes = new byte[TileTable.WIDTH * Hash.BYTES];
        private int count;
        private long index;
        private boolean changed;
    }

    /** Goes on where a tree of this size ends. */
    TileBuilder(long size, TileTable table) {
        this.size = size;
        for (int number = 0; size >> (number * TileTable.HEIGHT) > 0 && number < TileTable.LEVELS; number++) {
            Level level = level(number);
            long hashes = size >> (number * TileTable.HEIGHT);
            level.count = (int) (hashes % TileTable.WIDTH);
            level.index = hashes / TileTable.WIDTH;
            if (level.count > 0) {
                byte[] stored = table.read(number, level.index).orElse(new byte[0]);
                if (stored.length < level.count * Hash.BYTES) {
                    throw new IllegalStateException("the tree of " + size + " events lacks tile " + number + "/" + level.index
                            + ": what proofs are made of was altered");
                }
                System.arraycopy(stored, 0, level.hashes, 0, level.count * Hash.BYTES);
            }
        }
    }

    void add(Hash leaf) {
        add(0, leaf);
        size++;
    }

    private void add(int number, Hash hash) {
        Level level = level(number);
        hash.writeTo(level.hashes, level.count * Hash.BYTES);
        level.count++;
        level.changed = true;
        if (level.count == TileTable.WIDTH) {
            full.add(new Tile(number, level.index, level.hashes.clone()));
            Hash root = Tiles.root(level.hashes, 0, TileTable.WIDTH);
            level.count = 0;
            level.index++;
            level.changed = false;
            add(number + 1, root);
        }
    }

    private Level level(int number) {
        while (levels.size() <= number) {
            levels.add(new Level());
        }
        return levels.get(number);
    }

    long size() {
        return size;
    }

    /** What changed since this was asked last, to be written. */
    List<Tile> takeChanged() {
        List<Tile> changed = new ArrayList<>(full);
        full.clear();
        for (int number = 0; number < levels.size(); number++) {
            Level level = levels.get(number);
            if (level.changed) {
                changed.add(new Tile(number, level.index, Arrays.copyOf(level.hashes, level.count * Hash.BYTES)));
                level.changed = false;
            }
        }
        return changed;
    }
}
