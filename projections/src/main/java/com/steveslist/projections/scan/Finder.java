package com.steveslist.projections.scan;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Finds many patterns in one pass over bytes (Wu and Manber, 1994): by the last two bytes of a window it is known how far the window can be
 * moved, and only where it cannot is anything compared. Memory does not grow with what is read. For one thread.
 */
final class Finder {

    private static final int SHORTEST = 4;
    private static final int BLOCK = 2;
    private static final int BLOCKS = 1 << 2 * Byte.SIZE;
    private static final int BUFFER = 1 << 20;

    private final List<Form> forms;
    private final int window;
    private final int longest;
    private final int[] shifts = new int[BLOCKS];
    private final List<List<Form>> ending = new ArrayList<>();
    private final short[] endingAt = new short[BLOCKS];
    private final byte[] buffer;

    Finder(List<Form> forms) {
        this.forms = List.copyOf(forms);
        this.window = forms.stream().mapToInt(form -> form.bytes().length).min().orElse(SHORTEST);
        this.longest = forms.stream().mapToInt(form -> form.bytes().length).max().orElse(SHORTEST);
        if (window < SHORTEST) {
            throw new IllegalArgumentException("a form of fewer than " + SHORTEST + " bytes would be found everywhere");
        }
        Arrays.fill(shifts, window - BLOCK + 1);
        this.forms.forEach(this::learn);
        this.buffer = new byte[BUFFER + longest];
    }

    private void learn(Form form) {
        for (int end = BLOCK; end <= window; end++) {
            int block = block(form.bytes(), end);
            shifts[block] = Math.min(shifts[block], window - end);
        }
        int last = block(form.bytes(), window);
        if (endingAt[last] == 0) {
            ending.add(new ArrayList<>());
            endingAt[last] = (short) ending.size();
        }
        ending.get(endingAt[last] - 1).add(form);
    }

    List<Form> forms() {
        return forms;
    }

    /** Reads to the end. @param found a form and the byte at which it begins @return how many bytes there were */
    long find(InputStream in, BiConsumer<Form, Long> found) throws IOException {
        long before = 0;
        int kept = 0;
        for (int read = in.readNBytes(buffer, 0, BUFFER); read > 0; read = in.readNBytes(buffer, kept, BUFFER)) {
            int length = kept + read;
            int from = kept;
            long begins = before;
            find(buffer, length, (form, at) -> {
                // What ends in what was kept was told before.
                if (at + form.bytes().length > from) {
                    found.accept(form, begins + at);
                }
            });
            int keep = Math.min(longest - 1, length);
            System.arraycopy(buffer, length - keep, buffer, 0, keep);
            before += length - keep;
            kept = keep;
        }
        return before + kept;
    }

    /** In the first {@code length} bytes. */
    void find(byte[] bytes, int length, BiConsumer<Form, Integer> found) {
        int end = window;
        while (end <= length) {
            int block = block(bytes, end);
            if (shifts[block] > 0) {
                end += shifts[block];
                continue;
            }
            int begins = end - window;
            if (endingAt[block] > 0) {
                for (Form form : ending.get(endingAt[block] - 1)) {
                    if (isAt(form, bytes, begins, length)) {
                        found.accept(form, begins);
                    }
                }
            }
            end++;
        }
    }

    private static boolean isAt(Form form, byte[] bytes, int begins, int length) {
        byte[] wanted = form.bytes();
        if (begins + wanted.length > length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            byte b = bytes[begins + i];
            if (wanted[i] != (form.ignoresCase() ? fold(b) : b)) {
                return false;
            }
        }
        return true;
    }

    /** Two bytes, whatever the case of their letters: what is found by them is compared as it is. */
    private static int block(byte[] bytes, int end) {
        return (fold(bytes[end - 2]) & 0xff) << Byte.SIZE | fold(bytes[end - 1]) & 0xff;
    }

    static byte fold(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
    }
}
