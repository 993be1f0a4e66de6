package com.steveslist.api.page;

import com.steveslist.api.security.Signer;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a form, or of an address, that a browser sent; what is no percent-encoded UTF-8 has none. */
public final class Form {

    /** The field that says by which page of ours it was shown. */
    public static final String TOKEN = "form_token";

    private final Map<String, String[]> fields;

    private Form(Map<String, String[]> fields) {
        this.fields = fields;
    }

    public static Form of(HttpServletRequest request) {
        try {
            return new Form(request.getParameterMap());
        } catch (IllegalStateException malformed) {
            return new Form(Map.of());
        }
    }

    /** Null when it is missing, or longer than this in characters. */
    public @Nullable String field(String name, int longest) {
        String[] values = fields.get(name);
        return values == null || values.length == 0 || values[0].length() > longest ? null : values[0];
    }

    /**
     * What a form must send back in {@link #TOKEN} when it was shown to the browser that holds this secret: another site can neither read
     * nor make it.
     */
    public static String token(Signer signer, String secret) {
        return signer.sign(Signer.Use.FORM, secret);
    }

    /** Whether it was sent by the page that was shown to the browser that holds this secret. */
    public boolean isOurs(Signer signer, String secret) {
        String sent = field(TOKEN, 100);
        return sent != null
                && Signer.isSame(token(signer, secret).getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }
}
