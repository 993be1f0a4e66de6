package com.steveslist.events.proof;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** The lines of a note's text, read in their order; each method throws {@link MalformedProofException} that says which line is wrong. */
final class NoteLines {

    private static final long MOST = Long.MAX_VALUE / 2;

    private final String what;
    private final Iterator<String> lines;

    /** @param what is read, for messages */
    NoteLines(String what, String text) {
        this.what = what;
        this.lines = Arrays.asList(text.split("\n")).iterator();
    }

    String line(String name) {
        if (!lines.hasNext()) {
            throw new MalformedProofException(what + " ends before its " + name);
        }
        return lines.next();
    }

    /** The first line: the log's name, and behind it what kind of note it is. */
    String log(String kind) {
        String line = line("log");
        if (!line.endsWith(kind) || line.length() == kind.length() || kind.isEmpty() && line.indexOf('/') != line.lastIndexOf('/')) {
            throw new MalformedProofException("not " + what + ": its first line is \u201c" + line + "\u201d");
        }
        return line.substring(0, line.length() - kind.length());
    }

    /** What follows on a line that begins with this word. */
    String after(String word) {
        String line = line(word);
        if (!line.startsWith(word + " ")) {
            throw new MalformedProofException(what + " has \u201c" + line + "\u201d where its " + word + " should be");
        }
        return line.substring(word.length() + 1);
    }

    <T> T read(String name, String value, Function<String, T> form) {
        try {
            return form.apply(value);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new MalformedProofException(what + " has no " + name + " but \u201c" + value + "\u201d", e);
        }
    }

    /** A number from 0, written without signs and leading zeros. */
    long number(String name, String value) {
        long number = read(name, value, Long::parseLong);
        if (number < 0 || number > MOST || !String.valueOf(number).equals(value)) {
            throw new MalformedProofException(what + " has no " + name + " but \u201c" + value + "\u201d");
        }
        return number;
    }

    /** The number on a line that begins with this word. */
    long number(String word) {
        return number(word, after(word));
    }

    /** The first line of what is no note: its kind and form. */
    void form(String kind, String form) {
        String found = after(kind);
        if (!found.equals(form)) {
            throw new MalformedProofException(what + " has the form " + found + ", and this knows " + form);
        }
    }

    int epoch() {
        return Math.toIntExact(Math.min(Integer.MAX_VALUE, number("epoch", after("epoch"))));
    }

    Instant time(String name, String value) {
        return read(name, value, Instant::parse);
    }

    Hash hash(String name, String value) {
        return read(name, value, Hash::ofBase64);
    }

    /** All lines that are left, each with a hash behind the word. */
    List<Hash> hashes(String word) {
        List<Hash> hashes = new ArrayList<>();
        while (lines.hasNext()) {
            hashes.add(hash(word, after(word)));
        }
        return hashes;
    }

    void end() {
        if (lines.hasNext()) {
            throw new MalformedProofException(what + " goes on behind its end: \u201c" + lines.next() + "\u201d");
        }
    }
}
