package com.steveslist.infra.proof;

import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table of tiles. */
final class TileTable {

    /** Hashes of a full tile, which are 8 levels of the tree. */
    static final int WIDTH = 256;
    /** Tree levels of a tile. */
    static final int HEIGHT = 8;
    /** Tiles of so many levels hold more leaves than there are positions. */
    static final int LEVELS = Long.SIZE / HEIGHT;

    private static final int HASH_BYTES = 32;

    private final JdbcTemplate sql;

    TileTable(DataSource dataSource) {
        this.sql = new JdbcTemplate(dataSource);
    }

    /** @param hashes one after the other; not to be changed */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Tile(int level, long index, byte[] hashes) {}

    Optional<byte[]> read(int level, long index) {
        return sql.query("select hashes from proof.tile where level = ? and index = ?", (row, n) -> row.getBytes(1), level, index).stream()
                .findFirst();
    }

    void write(List<Tile> tiles) {
        sql.batchUpdate("""
                insert into proof.tile (level, index, hashes) values (?, ?, ?)
                on conflict (level, index) do update set hashes = excluded.hashes
                """, tiles.stream().map(tile -> new Object[] {tile.level(), tile.index(), tile.hashes()}).toList());
    }

    /** Makes it the tree of its first leaves again. */
    void cut(long size) {
        for (int level = 0; level < LEVELS; level++) {
            long hashes = size >> (level * HEIGHT);
            long last = hashes / WIDTH;
            int ofLast = (int) (hashes % WIDTH);
            sql.update("delete from proof.tile where level = ? and (index > ? or index = ? and ?)", level, last, last, ofLast == 0);
            sql.update("update proof.tile set hashes = substring(hashes for ?) where level = ? and index = ?", ofLast * HASH_BYTES, level,
                    last);
        }
    }
}
