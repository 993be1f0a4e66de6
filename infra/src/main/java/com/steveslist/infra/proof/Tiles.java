package com.steveslist.infra.proof;

import com.steveslist.events.proof.Hash;
import com.steveslist.events.proof.Nodes;
import java.util.HashMap;
import java.util.Map;

/** The nodes of the tree out of its tiles, each of which is read once. For one answer, on one thread. */
final class Tiles implements Nodes {

    private final TileTable table;
    private final Map<Place, byte[]> read = new HashMap<>();

    Tiles(TileTable table) {
        this.table = table;
    }

    private record Place(int level, long index) {}

    @Override
    public Hash node(int level, long index) {
        int tileLevel = level / TileTable.HEIGHT;
        int height = level % TileTable.HEIGHT;
        long first = index << height;
        byte[] tile = read.computeIfAbsent(new Place(tileLevel, first / TileTable.WIDTH), this::read);
        int from = (int) (first % TileTable.WIDTH);
        int to = from + (1 << height);
        if (to * Hash.BYTES > tile.length) {
            throw missing(tileLevel, first / TileTable.WIDTH);
        }
        return root(tile, from, to);
    }

    private byte[] read(Place place) {
        return table.read(place.level(), place.index()).orElseThrow(() -> missing(place.level(), place.index()));
    }

    private static IllegalArgumentException missing(int level, long index) {
        return new IllegalArgumentException("the tree has not all hashes of tile " + level + "/" + index);
    }

    /** Over a power of two of hashes. */
    static Hash root(byte[] hashes, int from, int to) {
        if (to - from == 1) {
            return Hash.of(hashes, from * Hash.BYTES);
        }
        int middle = (from + to) / 2;
        return Hash.ofNode(root(hashes, from, middle), root(hashes, middle, to));
    }
}
