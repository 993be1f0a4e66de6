package com.steveslist.api.twofactor;

import static org.awaitility.Awaitility.await;

import com.steveslist.api.client.Answer;
import com.steveslist.api.testing.Person;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What people have in their pockets: knows a secret, shows codes. Codes work once, so each one is of a later step than the one before. */
public final class AuthenticatorApp {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int STEP_SECONDS = 30;

    private final byte[] secret;
    private final List<String> recoveryCodes;
    private int nextStep;

    private AuthenticatorApp(byte[] secret, List<String> recoveryCodes, int nextStep) {
        this.secret = secret;
        this.recoveryCodes = recoveryCodes;
        this.nextStep = nextStep;
    }

    /** One that was just told the secret. Three codes can be asked for. */
    public static AuthenticatorApp of(String secret) {
        return new AuthenticatorApp(decode(secret), List.of(), -1);
    }

    /** Switches the second factor on for somebody. Two codes can be asked for after it. */
    public static AuthenticatorApp setUpBy(Person person) {
        Answer begun = person.calls().post("/v1/accounts/me/two-factor", Map.of("password", person.password())).expected("begin");
        AuthenticatorApp app = of(begun.text("secret"));
        Answer confirmed =
                person.calls().post("/v1/accounts/me/two-factor/confirm", Map.of("code", app.code())).expected("confirm");
        List<String> codes = confirmed.data().path("recovery_codes").valueStream().map(JsonNode::asString).toList();
        return new AuthenticatorApp(app.secret, codes, 0);
    }

    public List<String> recoveryCodes() {
        return recoveryCodes;
    }

    /** The next code, well before the end of its step. The server takes those of one step before to one after. */
    public String code() {
        await().atMost(Duration.ofSeconds(STEP_SECONDS))
                .until(() -> Instant.now().getEpochSecond() % STEP_SECONDS < STEP_SECONDS - 4);
        return Totp.code(secret, Totp.stepAt(Instant.now()) + nextStep++, 6);
    }

    private static byte[] decode(String base32) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int bits = 0;
        int buffer = 0;
        for (char c : base32.toCharArray()) {
            buffer = buffer << 5 | BASE32.indexOf(c);
            bits += 5;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                bytes.write(buffer >> bits);
                buffer &= (1 << bits) - 1;
            }
        }
        return bytes.toByteArray();
    }
}
