package com.steveslist.events.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeafTest {

    private static final Instant RECORDED = Instant.parse("2026-07-20T10:00:00.123456Z");
    private static final Leaf LEAF = leaf("req_1", Map.of("b", "2", "a", "1"), "{}");

    private static Leaf leaf(@Nullable String requestId, Map<String, String> metadata, String payload) {
        return new Leaf(2, 77, "lst_1", 3, "evt_1", "listing.published", 1, RECORDED, RECORDED.minusMillis(5), "acc_1",
                List.of("acc_1", "acc_2"), "account", "acc_1", requestId, null, "", metadata, payload.getBytes(UTF_8));
    }

    /** The past is frozen: who has kept a hash for ten years must be able to make it again. */
    @Test
    void is_written_as_it_ever_was() {
        assertThat(HexFormat.of().formatHex(LEAF.encode())).isEqualTo(""
                + "01" + "00000004" + "00000002" + "00000008" + "000000000000004d"
                + "00000005" + "6c73745f31" + "00000008" + "0000000000000003" + "00000005" + "6576745f31"
                + "00000011" + "6c697374696e672e7075626c6973686564" + "00000004" + "00000001"
                + "00000008" + "00065707f8298a40" + "00000008" + "00065707f82976b8"
                + "00000005" + "6163635f31"
                + "00000016" + "00000002" + "00000005" + "6163635f31" + "00000005" + "6163635f32"
                + "00000007" + "6163636f756e74" + "00000005" + "6163635f31"
                + "00000005" + "7265715f31" + "ffffffff" + "00000000"
                + "00000018" + "00000002" + "00000001" + "61" + "00000001" + "31" + "00000001" + "62" + "00000001" + "32"
                + "00000002" + "7b7d");
    }

    @Test
    void is_read_as_it_was_written() {
        Leaf read = Leaf.decode(LEAF.encode());

        assertThat(read).usingRecursiveComparison().isEqualTo(LEAF);
        assertThat(read.hash()).isEqualTo(LEAF.hash());
    }

    @Test
    void what_is_null_is_not_what_is_empty() {
        assertThat(leaf("", Map.of(), "{}").hash()).isNotEqualTo(leaf(null, Map.of(), "{}").hash());
    }

    @Test
    void nothing_can_be_moved_from_one_field_to_the_next() {
        Leaf one = new Leaf(1, 1, "ab", 0, "c", "t", 1, RECORDED, RECORDED, "o", List.of("a", "b"), "k", "i", null, null, null, Map.of(),
                new byte[0]);
        Leaf other = new Leaf(1, 1, "a", 0, "bc", "t", 1, RECORDED, RECORDED, "o", List.of("a,b"), "k", "i", null, null, null, Map.of(),
                new byte[0]);

        assertThat(one.hash()).isNotEqualTo(other.hash());
    }

    @Test
    void any_bit_that_flips_gives_another_hash_and_never_another_exception() {
        byte[] encoded = LEAF.encode();
        for (int bit = 0; bit < encoded.length * Byte.SIZE; bit++) {
            byte[] altered = encoded.clone();
            altered[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThat(Hash.ofLeaf(altered)).isNotEqualTo(LEAF.hash());
            try {
                assertThat(Leaf.decode(altered).hash()).as("bit %d", bit).isEqualTo(Hash.ofLeaf(altered));
            } catch (MalformedProofException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void what_is_cut_off_is_malformed() {
        byte[] encoded = LEAF.encode();
        for (int length = 0; length < encoded.length; length++) {
            byte[] cut = Arrays.copyOf(encoded, length);
            assertThatExceptionOfType(MalformedProofException.class).as("%d bytes", length).isThrownBy(() -> Leaf.decode(cut));
        }
        assertThatExceptionOfType(MalformedProofException.class)
                .isThrownBy(() -> Leaf.decode(Arrays.copyOf(encoded, encoded.length + 1))).withMessageContaining("goes on");
    }
}
