package com.steveslist.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SealerTest {

    private static final byte[] PLAIN = "a secret".getBytes(StandardCharsets.UTF_8);
    private final Sealer sealer = sealer(1);

    private static Sealer sealer(int first) {
        byte[] key = new byte[32];
        key[0] = (byte) first;
        return new Sealer((use, algorithm) -> new SecretKeySpec(key, algorithm));
    }

    @Test
    void opens_what_it_sealed_and_never_seals_twice_alike() {
        byte[] sealed = sealer.seal(PLAIN, "acc_1");

        assertThat(sealer.open(sealed, "acc_1")).isEqualTo(PLAIN);
        assertThat(sealer.seal(PLAIN, "acc_1")).isNotEqualTo(sealed);
    }

    @Test
    void opens_nothing_of_another_context_or_key_and_nothing_that_was_altered() {
        byte[] sealed = sealer.seal(PLAIN, "acc_1");

        assertThatIllegalStateException().isThrownBy(() -> sealer.open(sealed, "acc_2"));
        assertThatIllegalStateException().isThrownBy(() -> sealer(2).open(sealed, "acc_1"));
        sealed[20] ^= 1;
        assertThatIllegalStateException().isThrownBy(() -> sealer.open(sealed, "acc_1"));
    }
}
