package com.steveslist.api.paging;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.http.Json;
import com.steveslist.api.security.Signer;
import com.steveslist.query.paging.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Writes the end of a page as an opaque text: direction and keys as JSON behind a signature, which also covers the list that it
 * belongs to, so that a cursor made up, changed, or taken to another list is refused.
 */
@Component
public final class Cursors {

    private static final int SIGNATURE_BYTES = 12;

    private final Signer signer;

    Cursors(Signer signer) {
        this.signer = signer;
    }

    record Place(Cursor cursor, boolean backward) {}

    String encode(String list, Cursor cursor, boolean backward) {
        List<@Nullable String> parts = new ArrayList<>();
        parts.add(backward ? "b" : "f");
        parts.addAll(cursor.keys());
        byte[] body = Json.write(parts, false);
        byte[] whole = Arrays.copyOf(signature(list, body), SIGNATURE_BYTES + body.length);
        System.arraycopy(body, 0, whole, SIGNATURE_BYTES, body.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    Place decode(String list, String text) {
        try {
            byte[] whole = Base64.getUrlDecoder().decode(text);
            if (whole.length > SIGNATURE_BYTES) {
                byte[] body = Arrays.copyOfRange(whole, SIGNATURE_BYTES, whole.length);
                if (Signer.isSame(signature(list, body), Arrays.copyOf(whole, SIGNATURE_BYTES))) {
                    return place(Json.read(new String(body, StandardCharsets.UTF_8)));
                }
            }
        } catch (IllegalArgumentException | JacksonException malformed) {
            // said below, like every other cursor that is not ours
        }
        throw invalid();
    }

    static ApiException invalid() {
        return ApiException.of(
                ErrorCode.INVALID_CURSOR,
                "Send a cursor as next_cursor gave it, with the same filters and sort; or leave it out to begin again.");
    }

    private static Place place(JsonNode parts) {
        List<@Nullable String> keys = new ArrayList<>();
        for (int i = 1; i < parts.size(); i++) {
            keys.add(parts.get(i).isNull() ? null : parts.get(i).stringValue());
        }
        return new Place(new Cursor(keys), parts.get(0).stringValue().equals("b"));
    }

    private byte[] signature(String list, byte[] body) {
        byte[] name = (list + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] message = Arrays.copyOf(name, name.length + body.length);
        System.arraycopy(body, 0, message, name.length, body.length);
        return Arrays.copyOf(signer.sign(Signer.Use.CURSOR, message), SIGNATURE_BYTES);
    }
}
