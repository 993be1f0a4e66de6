package com.steveslist.api.oauth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** Where a browser may be sent with a code: {@code https}, or a program on the same machine. */
final class RedirectUris {

    static final int LONGEST = 1_000;

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private RedirectUris() {}

    /** Absolute, printable ASCII, with a host, without fragment and user. */
    static boolean isAllowed(String text) {
        URI uri = parse(text);
        if (uri == null || uri.getHost() == null || uri.getRawFragment() != null || uri.getRawUserInfo() != null || !canGrow(text)) {
            return false;
        }
        return "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
    }

    /** Scheme, host and port, as a browser compares them; empty for what is no such address. */
    static String origin(@Nullable String text) {
        URI uri = text == null ? null : parse(text);
        if (uri == null || uri.getHost() == null) {
            return "";
        }
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    /** Whether parameters can be added to it: each of its characters must be legal where it stands. */
    private static boolean canGrow(String text) {
        try {
            return !UriComponentsBuilder.fromUriString(text).build(true).toUriString().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static @Nullable URI parse(String text) {
        try {
            boolean plain = text.length() <= LONGEST && text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
            return plain ? new URI(text) : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
