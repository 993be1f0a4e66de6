package com.steveslist.infra.proof;

import java.util.Locale;
import java.util.Random;
import org.springframework.jdbc.core.JdbcTemplate;

/** What somebody who owns the database may do to the log, and knows how to do so that it looks right. */
enum Attack {

    FLIP_A_BIT_OF_A_PAYLOAD {
        @Override
        void alter(JdbcTemplate sql, long position, Random random) {
            Integer length = sql.queryForObject("select length(payload) from eventstore.event where position = ?", Integer.class, position);
            int bit = random.nextInt(Byte.SIZE * (length == null ? 1 : length));
            sql.update("update eventstore.event set payload = set_bit(payload, ?, 1 - get_bit(payload, ?)) where position = ?", bit, bit,
                    position);
        }
    },
    CHANGE_WHAT_IS_KNOWN_OF_AN_EVENT {
        @Override
        void alter(JdbcTemplate sql, long position, Random random) {
            String change = switch (random.nextInt(5)) {
                case 0 -> "metadata = metadata || '{\"command\": \"refund.request\"}'";
                case 1 -> "actor_id = actor_id || 'x'";
                case 2 -> "recorded_at = recorded_at + interval '1 microsecond'";
                case 3 -> "parties = parties || 'acct_another'";
                default -> "request_id = null";
            };
            sql.update("update eventstore.event set " + change + " where position = ?", position);
        }
    },
    DELETE_AN_EVENT {
        @Override
        void alter(JdbcTemplate sql, long position, Random random) {
            sql.update("delete from eventstore.event where position = ?", position);
        }
    },
    DELETE_AN_EVENT_AND_CLOSE_THE_GAP {
        @Override
        void alter(JdbcTemplate sql, long position, Random random) {
            sql.update("delete from eventstore.event where position = ?", position);
            shift(sql, position, -1);
        }
    },
    INSERT_AN_EVENT {
        @Override
        void alter(JdbcTemplate sql, long position, Random random) {
            shift(sql, position - 1, 1);
            sql.update("""
                    insert into eventstore.event
                    select (jsonb_populate_record(e, jsonb_build_object('position', ?, 'stream', 'lst_forged', 'event_id', 'evt_forged'))).*
                    from eventstore.event e where e.position = ?
                    """, position, position + 1);
        }
    },
    SWAP_TWO_EVENTS {
        @Override
        void alter(JdbcTemplate sql, long position, Random random) {
            sql.update("update eventstore.event set position = -1 where position = ?", position);
            sql.update("update eventstore.event set position = position - 1 where position = ?", position + 1);
            sql.update("update eventstore.event set position = ? where position = -1", position + 1);
        }
    },
    CUT_THE_TAIL {
        @Override
        void alter(JdbcTemplate sql, long position, Random random) {
            sql.update("delete from eventstore.event where position >= ?", position);
        }
    },
    CUT_THE_TAIL_OF_LOG_TREE_AND_HEADS {
        @Override
        void alter(JdbcTemplate sql, long position, Random random) {
            sql.update("delete from eventstore.event where position >= ?", position);
            forget(sql, position);
        }
    },
    /** As if the database had the signing key: the keeper builds the tree anew and signs it. */
    REWRITE_THE_TAIL_WITH_VALID_HASHES {
        @Override
        void alter(JdbcTemplate sql, long position, Random random) {
            FLIP_A_BIT_OF_A_PAYLOAD.alter(sql, position, random);
            forget(sql, position);
        }
    };

    abstract void alter(JdbcTemplate sql, long position, Random random);

    /** Whether the tree is kept on afterwards by a node that remembers nothing. */
    boolean isSignedAnew() {
        return this == REWRITE_THE_TAIL_WITH_VALID_HASHES;
    }

    /** Whether only what an auditor kept can tell: then they know it between two of their heads. */
    boolean isWithinHeads() {
        return this == REWRITE_THE_TAIL_WITH_VALID_HASHES || this == CUT_THE_TAIL_OF_LOG_TREE_AND_HEADS;
    }

    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static void shift(JdbcTemplate sql, long after, int by) {
        sql.update("update eventstore.event set position = -position where position > ?", after);
        sql.update("update eventstore.event set position = -position + ? where position < 0", by);
    }

    private static void forget(JdbcTemplate sql, long position) {
        sql.update("delete from proof.head where size >= ?", position);
        sql.update("update proof.tree set size = 0");
        sql.update("delete from proof.tile");
    }
}
