package com.steveslist.api.input;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.error.FieldError;
import com.steveslist.api.error.FieldError.In;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of an address. As with {@link Body}, each is asked for by name and form, and {@link #done()} throws everything that
 * is wrong, unknown parameters too.
 */
public final class Params {

    /** RFC 3339 has years of four digits. */
    private static final Instant FIRST_TIME = Instant.parse("0000-01-01T00:00:00Z");

    /** Nothing happened before it; databases know no year 0, and a look just before a time must still be one of theirs. */
    private static final Instant BEFORE_ALL = Instant.parse("0001-01-02T00:00:00Z");

    private static final Instant END_OF_TIMES = Instant.parse("+10000-01-01T00:00:00Z");

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    private final Map<String, List<String>> values;
    private final InputErrors errors;
    private final String pointer;
    private final Set<String> arrays;
    private final Set<String> known = new LinkedHashSet<>();

    /**
     * @param pointer to what holds them; empty for an address
     * @param arrays names of those that came as an array, which only what can be repeated may be
     */
    Params(Map<String, List<String>> values, InputErrors errors, String pointer, Set<String> arrays) {
        this.values = values;
        this.errors = errors;
        this.pointer = pointer;
        this.arrays = arrays;
    }

    /** Parameters that did not come in an address, by their names. */
    public static Params of(Map<String, List<String>> values) {
        return new Params(values, new InputErrors(In.QUERY), "", Set.of());
    }

    /** Takes a raw query string apart. Throws {@code malformed_request} for what is no percent-encoded UTF-8. */
    public static Params parse(@Nullable String query) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (query != null) {
            for (String pair : query.split("&")) {
                if (!pair.isEmpty()) {
                    int equals = pair.indexOf('=');
                    String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                    String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                    values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
                }
            }
        }
        return new Params(values, new InputErrors(In.QUERY), "", Set.of());
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer plain = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%') {
                plain.put((byte) (hex(bytes, i + 1) << 4 | hex(bytes, i + 2)));
                i += 2;
            } else {
                plain.put(bytes[i] == '+' ? (byte) ' ' : bytes[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(plain.flip()).toString();
        } catch (CharacterCodingException e) {
            throw malformed();
        }
    }

    private static int hex(byte[] bytes, int index) {
        int digit = index < bytes.length ? Character.digit(bytes[index], 16) : -1;
        if (digit < 0) {
            throw malformed();
        }
        return digit;
    }

    private static ApiException malformed() {
        return ApiException.of(ErrorCode.MALFORMED_REQUEST, "The parameters of the address are not percent-encoded UTF-8.");
    }

    /** Null when it is not there. Given twice it is wrong. */
    public @Nullable String text(String name, int max) {
        List<String> given = take(name);
        if (arrays.contains(name)) {
            reject(name, "wrong_type", name + " is one value, no array.");
            return null;
        }
        if (given.isEmpty()) {
            return null;
        }
        if (given.size() > 1) {
            reject(name, "duplicate", name + " can be given once.");
        }
        return checked(name, given.getFirst(), max);
    }

    /** Like {@link #text}, but may be empty or blank. */
    public @Nullable String anyText(String name, int max) {
        List<String> given = take(name);
        boolean blank = given.size() == 1 && given.getFirst().isBlank() && !arrays.contains(name);
        return blank ? null : text(name, max);
    }

    /** Whether it is there once, with exactly this value. */
    public boolean textIs(String name, String value) {
        return take(name).equals(List.of(value)) && !arrays.contains(name);
    }

    public boolean isMissing(String name) {
        return take(name).isEmpty() && !arrays.contains(name);
    }

    /** Every value of a parameter that can be repeated. */
    public List<String> texts(String name, int most, int max) {
        List<String> given = take(name);
        if (given.size() > most) {
            reject(name, "too_many", name + " can be given " + most + " times.");
            return List.of();
        }
        return given.stream().map(value -> checked(name, value, max)).toList();
    }

    private String checked(String name, String value, int max) {
        String[] problem = Texts.problem(name, value, 1, max, false);
        if (problem != null) {
            reject(name, problem[0], problem[1]);
        }
        return value;
    }

    /** Parts between commas; empty when it is not there. */
    public List<String> commaList(String name, int max) {
        String text = text(name, max);
        return text == null ? List.of() : Arrays.asList(text.split(",", -1));
    }

    public @Nullable Long whole(String name, long min, long max) {
        return parsed(name, 20, text -> {
            long value = Long.parseLong(text);
            if (!WHOLE.matcher(text).matches() || value < min || value > max) {
                throw new IllegalArgumentException();
            }
            return value;
        }, "out_of_range", name + " must be an integer from " + min + " to " + max + ".");
    }

    /** As people write it: Java's own forms, such as hexadecimal ones, throw {@link IllegalArgumentException}. */
    public static double decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException("no decimal number");
        }
        return Double.parseDouble(text);
    }

    public @Nullable Double number(String name, double min, double max) {
        return parsed(name, 30, text -> {
            double value = decimal(text);
            if (value < min || value > max) {
                throw new IllegalArgumentException();
            }
            return value;
        }, "out_of_range", name + " must be a number from " + min + " to " + max + ".");
    }

    public @Nullable Instant time(String name) {
        return parsed(
                name, 40, Params::instant, "invalid_value", name + " must be an RFC 3339 time such as 2026-11-23T10:15:00Z.");
    }

    /** An RFC 3339 time. Throws {@link IllegalArgumentException} for everything else. */
    public static Instant instant(String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (time.isBefore(FIRST_TIME) || !time.isBefore(END_OF_TIMES)) {
                throw new IllegalArgumentException();
            }
            return time.isBefore(BEFORE_ALL) ? BEFORE_ALL : time;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Null when it is not there or wrong. {@code parser} throws {@link IllegalArgumentException} for what it does not know. */
    public <T> @Nullable T parsed(String name, int max, Function<String, T> parser, String code, String detail) {
        String text = text(name, max);
        if (text == null) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            reject(name, code, detail);
            return null;
        }
    }

    public void reject(String name, String code, String detail) {
        errors.add(pointer + "/" + FieldError.escape(name), code, detail);
    }

    /** Throws everything that was noted. */
    public void done() {
        rejectUnknown();
        errors.throwIfAny();
    }

    /** Notes the parameters that nobody asked for. */
    public void rejectUnknown() {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                reject(name, "unknown", "There is no parameter " + name + " here."
                        + (known.isEmpty() ? "" : " Known: " + String.join(", ", known) + "."));
            }
        }
    }

    /** The whole query in an order of its own, without these names: what a cursor belongs to. */
    public String canonicalWithout(Set<String> names) {
        Map<String, List<String>> sorted = new TreeMap<>(values);
        sorted.keySet().removeAll(names);
        return sorted.toString();
    }

    /** The other parameters as they were given, to make the address of another page. */
    public Map<String, List<String>> except(Set<String> names) {
        Map<String, List<String>> others = new LinkedHashMap<>(values);
        others.keySet().removeAll(names);
        return others;
    }

    private List<String> take(String name) {
        known.add(name);
        return values.getOrDefault(name, List.of());
    }
}
