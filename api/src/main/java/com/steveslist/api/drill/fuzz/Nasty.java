package com.steveslist.api.drill.fuzz;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/** Values that have broken programs before. */
final class Nasty {

    private static final List<String> TEXTS = List.of(
            "", " ", "null", "undefined", "NaN", "-1", "0", "1e999", "true", "[]", "{}", "../../../../etc/passwd", "..%2f..%2f", "%00", "%",
            "%zz", "%c0%ae", "' or '1'='1", "'; drop table security.accounts; --", "1 union select null,null--",
            "$$; select pg_sleep(5); --",
            "\\'; exec xp_cmdshell('x')--", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)",
            "{{7*7}}", "${jndi:ldap://127.0.0.1/a}", "#{T(java.lang.Runtime).getRuntime()}", "$(id)", "`id`", "; cat /etc/passwd", "| id",
            "\r\nX-Injected: yes", "a\nb", "\t", "\u0000", "\u0007", "\u202e", "\ufeff", "\ud800", "\udfff\ud800", "\uffff", "𝕳𝖊𝖑𝖑𝖔",
            "ﬀİıſß", "e\u0301".repeat(200),
            "🏴‍☠️".repeat(50), "a".repeat(255), "a".repeat(256), "a".repeat(10_001), "9".repeat(400), "-".repeat(300), ",".repeat(300),
            "*", "?", "_", "%25%30",
            "2026-02-30T00:00:00Z", "+999999999-12-31T23:59:59Z", "0000-00-00", "2026-11-28T10:15:00+99:99", "NO", "ZZ", "usd ", "USD",
            "xxx",
            "lst_", "ord_00000000000000000000000000", "acct_" + "z".repeat(26), "sl_live_" + "A".repeat(43), "\"", "\\", "/", "//", ".",
            "..", "~", "#", "&a=b", "=");

    private static final List<String> JSON = List.of(
            "null", "true", "false", "0", "-0", "-1", "1.5", "1e2", "1e400", "-1e400", "9223372036854775807", "9223372036854775808",
            "-9223372036854775809", "1" + "0".repeat(99), "0.1" + "0".repeat(60), "\"\"", "[]", "{}", "[null]", "[[[[[]]]]]",
            "{\"a\":{\"a\":{}}}",
            "[1,\"a\",null,{}]", "\"\\u0000\"", "\"\\ud800\"", "{\"\":\"\"}", "{\"__proto__\":{\"a\":1}}", "{\"@class\":\"java.net.URL\"}",
            "4294967296",
            "2147483648", "1.0", "1e0", "\"1\"", "\"true\"");

    private Nasty() {}

    static <T> T any(RandomGenerator random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    static String text(RandomGenerator random) {
        return any(random, TEXTS);
    }

    /** A text of an answer without those of the above that earlier calls may have left in what it shows. */
    static String removed(String answer) {
        String left = answer;
        for (String text : TEXTS) {
            left = text.contains("java") ? left.replace(text, "") : left;
        }
        return left;
    }

    /** A JSON value as text; sometimes one of the texts above. */
    static String json(RandomGenerator random) {
        return random.nextInt(3) == 0 ? quoted(text(random)) : any(random, JSON);
    }

    /** Percent-encoded, or once in a while left as it is where the wire allows it. */
    static String encoded(RandomGenerator random, String text) {
        boolean raw = random.nextInt(8) == 0 && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
        return raw ? text : URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What a header can carry without ending. */
    static String header(RandomGenerator random) {
        String text = text(random).replaceAll("[\\r\\n\\x00]", "").strip();
        return text.length() > 4_000 ? text.substring(0, 4_000) : text;
    }

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
