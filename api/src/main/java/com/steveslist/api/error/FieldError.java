package com.steveslist.api.error;

/**
 * What is wrong with one part of the input.
 *
 * @param in where it stands
 * @param pointer RFC 6901, from the body's root; for a parameter, header or part of the path {@code /} and its name
 * @param code stable, snake case: {@code required}, {@code unknown}, {@code wrong_type}, {@code out_of_range}, {@code too_short},
 *     {@code too_long}, {@code too_many}, {@code duplicate}, {@code invalid_value} or {@code invalid_characters}; {@code still_open} for a thing that stands in the way
 * @param detail for people: what is expected
 */
public record FieldError(In in, String pointer, String code, String detail) {

    /** The parts of a request; lower case in answers. */
    public enum In {
        BODY,
        QUERY,
        HEADER
    }

    /** Escapes a member's name for use in a pointer. */
    public static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
