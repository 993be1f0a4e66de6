package com.steveslist.api.security;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says in a few words with what somebody signed in, so that they recognise it. The header itself is kept nowhere. */
final class UserAgents {

    /** A program's own name, before its version. */
    private static final Pattern PRODUCT = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,39}");

    /** In this order: browsers name their ancestors too. */
    private static final List<Map.Entry<String, String>> BROWSERS = List.of(
            Map.entry("Edg", "Edge"),
            Map.entry("OPR/", "Opera"),
            Map.entry("Firefox/", "Firefox"),
            Map.entry("FxiOS/", "Firefox"),
            Map.entry("CriOS/", "Chrome"),
            Map.entry("Chrome/", "Chrome"),
            Map.entry("Safari/", "Safari"));

    private static final List<Map.Entry<String, String>> SYSTEMS = List.of(
            Map.entry("Android", "Android"),
            Map.entry("iPhone", "iPhone"),
            Map.entry("iPad", "iPad"),
            Map.entry("Windows", "Windows"),
            Map.entry("Mac OS X", "macOS"),
            Map.entry("CrOS", "ChromeOS"),
            Map.entry("Linux", "Linux"));

    private UserAgents() {}

    /** Such as {@code Firefox on Linux} or {@code curl}; null when the header says nothing. */
    static @Nullable String inShort(@Nullable String header) {
        if (header == null) {
            return null;
        }
        String browser = header.startsWith("Mozilla/") ? first(BROWSERS, header) : null;
        if (browser != null) {
            String system = first(SYSTEMS, header);
            return system == null ? browser : browser + " on " + system;
        }
        Matcher product = PRODUCT.matcher(header);
        return product.lookingAt() ? product.group() : null;
    }

    private static @Nullable String first(List<Map.Entry<String, String>> words, String header) {
        return words.stream().filter(word -> header.contains(word.getKey())).map(Map.Entry::getValue).findFirst().orElse(null);
    }
}
