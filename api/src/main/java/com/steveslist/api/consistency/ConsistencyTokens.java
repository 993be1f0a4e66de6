package com.steveslist.api.consistency;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.security.Signer;
import com.steveslist.events.log.LogPosition;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes a place in the log as an opaque text, and reads it back; signed, so that nobody makes one up. */
@Component
public final class ConsistencyTokens {

    public static final String HEADER = "Consistency-Token";

    private static final int PLACE_BYTES = Integer.BYTES + Long.BYTES;
    private static final int SIGNATURE_BYTES = 12;

    /** Reads show the same place again and again. */
    private record Encoded(LogPosition position, String token) {}

    private final Signer signer;
    private volatile @Nullable Encoded latest;

    ConsistencyTokens(Signer signer) {
        this.signer = signer;
    }

    public String encode(LogPosition position) {
        Encoded known = latest;
        if (known != null && known.position().equals(position)) {
            return known.token();
        }
        String token = sign(position);
        latest = new Encoded(position, token);
        return token;
    }

    private String sign(LogPosition position) {
        byte[] place = ByteBuffer.allocate(PLACE_BYTES).putInt(position.epoch()).putLong(position.position()).array();
        byte[] token = ByteBuffer.allocate(PLACE_BYTES + SIGNATURE_BYTES)
                .put(place)
                .put(signer.sign(Signer.Use.CONSISTENCY_TOKEN, place), 0, SIGNATURE_BYTES)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** Throws {@code invalid_consistency_token} for anything that {@link #encode} did not write. */
    public LogPosition decode(String token) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token.strip());
            byte[] place = Arrays.copyOf(bytes, PLACE_BYTES);
            byte[] signature = Arrays.copyOf(signer.sign(Signer.Use.CONSISTENCY_TOKEN, place), SIGNATURE_BYTES);
            if (bytes.length == PLACE_BYTES + SIGNATURE_BYTES
                    && Signer.isSame(signature, Arrays.copyOfRange(bytes, PLACE_BYTES, bytes.length))) {
                ByteBuffer buffer = ByteBuffer.wrap(place);
                return new LogPosition(buffer.getInt(), buffer.getLong());
            }
        } catch (IllegalArgumentException malformed) {
            // said below, like every other token that is not ours
        }
        throw refused();
    }

    /** For a token that is not ours, or names a place that the log has not reached. */
    public static ApiException refused() {
        return ApiException.of(ErrorCode.INVALID_CONSISTENCY_TOKEN, "Send a Consistency-Token as an answer gave it, or none.");
    }
}
