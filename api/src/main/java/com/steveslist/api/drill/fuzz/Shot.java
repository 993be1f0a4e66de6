package com.steveslist.api.drill.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request, byte by byte.
 *
 * @param kind what is tried with it
 * @param target path and query as they are put on the wire
 * @param headers in order, as they are put on the wire; host and length are added
 * @param body null for none
 * @param attacker whose credentials it has; negative when they are none that work
 */
record Shot(int number, String kind, String method, String target, List<Header> headers, byte @org.jspecify.annotations.Nullable [] body,
        int attacker) {

    private static final int LONGEST_SHOWN = 4_000;

    /** As it is put on the wire. */
    record Header(String name, String value) {}

    /** Without its query. */
    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    boolean asksForFields() {
        return target.contains("fields=");
    }

    Shot with(Header header) {
        List<Header> more = new ArrayList<>(headers.stream().filter(known -> !known.name().equalsIgnoreCase(header.name())).toList());
        more.add(header);
        return new Shot(number, kind, method, target, more, body, attacker);
    }

    /** To send it again from a shell. */
    String curl(String base) {
        StringBuilder curl =
                new StringBuilder("curl -sS -i --path-as-is -X ").append(quote(method)).append(' ').append(quote(base + target));
        headers.forEach(header -> curl.append(" -H ").append(quote(utf8(header.name() + ": " + header.value()))));
        if (body != null) {
            curl.append(" --data-binary ").append(quote(new String(body, StandardCharsets.ISO_8859_1)));
        }
        return curl.length() > LONGEST_SHOWN ? curl.substring(0, LONGEST_SHOWN) + "…' # " + curl.length() + " characters" : curl.toString();
    }

    /** As {@link Wire} sends it. */
    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** {@code $'…'} of bash, so that bytes of any value can be pasted. */
    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("$'");
        for (char c : text.toCharArray()) {
            if (c == '\'' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                quoted.append(String.format("\\x%02x", (int) c & 0xff));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('\'').toString();
    }
}
