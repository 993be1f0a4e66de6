package com.steveslist.api.docs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** What every page has around it. Its one style sheet is allowed by its hash; everything else is forbidden to the browser. */
final class Layout {

    private static final String STYLE = Texts.resource("docs/style.css");
    private static final String PAGE = Texts.resource("docs/layout.html");

    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'sha256-" + hash(STYLE)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private Layout() {}

    /** @param navigation HTML; @param body HTML */
    static byte[] page(String title, String navigation, String body) {
        return PAGE.replace("{title}", Markdown.escape(title))
                .replace("{style}", STYLE)
                .replace("{navigation}", navigation)
                .replace("{body}", body)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(String style) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
