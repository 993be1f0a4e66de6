package com.steveslist.query.export;

import java.util.SequencedMap;

/** What a value of exported rows is, for files whose columns have types. */
public sealed interface Shape {

    /** Any text. */
    record Text() implements Shape {}

    /** An integer of 64 bits. */
    record Whole() implements Shape {}

    /** A floating-point number. */
    record Decimal() implements Shape {}

    /** A moment, in JSON as RFC 3339 in UTC. */
    record Time() implements Shape {}

    /** Texts by any name. */
    record TextMap() implements Shape {}

    record ListOf(Shape item) implements Shape {}

    /** @param members by name, in their order */
    record Struct(SequencedMap<String, Shape> members) implements Shape {}
}
