package com.steveslist.api.twofactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final Instant NOW = Instant.ofEpochSecond(1_111_111_111);
    private static final long NOW_STEP = Totp.stepAt(NOW);

    /** RFC 6238, appendix B, the rows of SHA-1. */
    @ParameterizedTest
    @CsvSource({
            "59, 94287082", "1111111109, 07081804", "1111111111, 14050471", "1234567890, 89005924", "2000000000, 69279037",
            "20000000000, 65353130"})
    void codes_are_those_of_the_standard(long epochSecond, String eightDigits) {
        Instant time = Instant.ofEpochSecond(epochSecond);

        assertThat(Totp.code(SECRET, Totp.stepAt(time), 8)).isEqualTo(eightDigits);
        assertThat(Totp.code(SECRET, time)).isEqualTo(eightDigits.substring(2));
    }

    @ParameterizedTest
    @CsvSource({"-2, false", "-1, true", "0, true", "1, true", "2, false"})
    void a_clock_may_be_one_step_off(int steps, boolean accepted) {
        String code = Totp.code(SECRET, NOW_STEP + steps, 6);

        assertThat(Totp.match(SECRET, code, NOW, 0))
                .isEqualTo(accepted ? OptionalLong.of(NOW_STEP + steps) : OptionalLong.empty());
    }

    @Test
    void a_code_works_once_and_none_works_after_a_newer_one() {
        assertThat(Totp.match(SECRET, Totp.code(SECRET, NOW), NOW, NOW_STEP)).isEmpty();
        assertThat(Totp.match(SECRET, Totp.code(SECRET, NOW_STEP - 1, 6), NOW, NOW_STEP)).isEmpty();
        assertThat(Totp.match(SECRET, Totp.code(SECRET, NOW_STEP + 1, 6), NOW, NOW_STEP)).hasValue(NOW_STEP + 1);
    }

    /** RFC 4648, section 10, without padding. */
    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void base_32_is_that_of_the_standard(String plain, String encoded) {
        assertThat(Totp.base32(plain.getBytes(StandardCharsets.US_ASCII))).isEqualTo(encoded);
    }

    @Test
    void an_app_can_read_the_address() {
        assertThat(Totp.address("Steveslist", "ada+1@example.com", SECRET)).isEqualTo(
                "otpauth://totp/Steveslist:ada%2B1%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Steveslist"
                        + "&algorithm=SHA1&digits=6&period=30");
    }
}
