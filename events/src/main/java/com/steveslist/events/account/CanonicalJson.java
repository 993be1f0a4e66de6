package com.steveslist.events.account;

import java.util.Map;
import java.util.TreeMap;

/** JSON as RFC 8785 writes it, of objects, texts and whole numbers: members in the order of their names, no white space. */
final class CanonicalJson {

    private static final int FIRST_PLAIN = 0x20;

    private CanonicalJson() {}

    static String write(Map<String, ?> members) {
        StringBuilder json = new StringBuilder();
        object(members, json);
        return json.toString();
    }

    private static void object(Map<?, ?> members, StringBuilder json) {
        json.append('{');
        String separator = "";
        for (Map.Entry<?, ?> member : new TreeMap<>(members).entrySet()) {
            json.append(separator);
            text(String.valueOf(member.getKey()), json);
            json.append(':');
            value(member.getValue(), json);
            separator = ",";
        }
        json.append('}');
    }

    private static void value(Object value, StringBuilder json) {
        switch (value) {
            case Map<?, ?> members -> object(members, json);
            case Long number -> json.append(number.longValue());
            case String text -> text(text, json);
            default -> throw new IllegalArgumentException(value.getClass().getName());
        }
    }

    private static void text(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\b' -> json.append("\\b");
                case '\f' -> json.append("\\f");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < FIRST_PLAIN) {
                        json.append(String.format("\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }
}
