package com.steveslist.events.verify;

import com.steveslist.events.proof.MalformedProofException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) with nothing but the JDK, for a program that is to be small: objects as maps, arrays as lists, numbers as
 * {@link BigDecimal}. Throws {@link MalformedProofException} for anything else, for a name that comes twice, and for nesting beyond
 * {@value #DEEPEST}.
 */
final class JsonText {

    private static final int DEEPEST = 50;
    private static final int LONGEST_NUMBER = 40;

    private final String text;
    private int at;

    private JsonText(String text) {
        this.text = text;
    }

    static @Nullable Object read(String text) {
        JsonText json = new JsonText(text);
        Object value = json.value(0);
        json.space();
        json.require(json.at == text.length(), "the end");
        return value;
    }

    private @Nullable Object value(int depth) {
        require(depth <= DEEPEST, "less nesting");
        space();
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object(int depth) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        at++;
        space();
        if (skip('}')) {
            return object;
        }
        do {
            space();
            require(peek() == '"', "a name");
            String name = string();
            space();
            require(skip(':'), "a colon");
            require(!object.containsKey(name), "each name once");
            object.put(name, value(depth + 1));
            space();
        } while (skip(','));
        require(skip('}'), "the end of an object");
        return object;
    }

    private List<@Nullable Object> array(int depth) {
        List<@Nullable Object> array = new ArrayList<>();
        at++;
        space();
        if (skip(']')) {
            return array;
        }
        do {
            array.add(value(depth + 1));
            space();
        } while (skip(','));
        require(skip(']'), "the end of an array");
        return array;
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        at++;
        for (char c = next(); c != '"'; c = next()) {
            require(c >= ' ', "no control character");
            string.append(c == '\\' ? escaped() : c);
        }
        return string.toString();
    }

    private char escaped() {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexadecimal();
            default -> throw malformed("an escape that JSON has");
        };
    }

    private char hexadecimal() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(next(), 16);
            require(digit >= 0, "four hexadecimal digits");
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        require(text.startsWith(word, at), "a value");
        at += word.length();
        return value;
    }

    private BigDecimal number() {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String number = text.substring(start, at);
        require(number.length() <= LONGEST_NUMBER && number.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?"), "a value");
        return new BigDecimal(number);
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        require(at < text.length(), "more");
        return text.charAt(at);
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }

    private boolean skip(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private void require(boolean holds, String expected) {
        if (!holds) {
            throw malformed(expected);
        }
    }

    private MalformedProofException malformed(String expected) {
        return new MalformedProofException("not JSON: at character " + at + " there should be " + expected);
    }
}
