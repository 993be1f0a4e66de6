package com.steveslist.projections.scan;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A way in which a word may have been written.
 *
 * @param word its number, from 1: the word itself is never repeated
 * @param name for people, such as {@code base64}
 * @param bytes of ASCII in lower case where case makes no difference
 */
record Form(int word, String name, byte[] bytes, boolean ignoresCase) {

    private static final int BASE64_GROUP = 3;

    /** Everything that is looked for when this word is: as it is, and in lower and upper case. */
    static List<Form> of(int number, String word) {
        List<Form> forms = new ArrayList<>();
        for (String written : List.of(word, word.toLowerCase(Locale.ROOT), word.toUpperCase(Locale.ROOT))) {
            byte[] utf8 = written.getBytes(UTF_8);
            addIfNew(forms, anyCase(number, "plain text", utf8));
            addIfNew(forms, anyCase(number, "JSON escapes", escaped(written, true).getBytes(UTF_8)));
            addIfNew(forms, anyCase(number, "JSON with some escapes", escaped(written, false).getBytes(UTF_8)));
            addIfNew(forms, anyCase(number, "UTF-16", written.getBytes(UTF_16BE)));
            addIfNew(forms, anyCase(number, "UTF-16 little-endian", written.getBytes(UTF_16LE)));
            addIfNew(forms, anyCase(number, "hexadecimal", HexFormat.of().formatHex(utf8).getBytes(UTF_8)));
            addIfNew(forms, anyCase(number, "percent escapes", URLEncoder.encode(written, UTF_8).getBytes(UTF_8)));
            for (int before = 0; before < BASE64_GROUP; before++) {
                addIfNew(forms, new Form(number, "base64", base64(utf8, before, Base64.getEncoder()), false));
                addIfNew(forms, new Form(number, "base64url", base64(utf8, before, Base64.getUrlEncoder()), false));
            }
        }
        return forms;
    }

    private static Form anyCase(int word, String name, byte[] bytes) {
        byte[] folded = bytes.clone();
        for (int i = 0; i < folded.length; i++) {
            folded[i] = Finder.fold(folded[i]);
        }
        return new Form(word, name, folded, true);
    }

    private static void addIfNew(List<Form> forms, Form form) {
        if (forms.stream().noneMatch(known -> Arrays.equals(known.bytes(), form.bytes()))) {
            forms.add(form);
        }
    }

    /** @param all whether every character is escaped, or only those that some writer would */
    private static String escaped(String word, boolean all) {
        StringBuilder text = new StringBuilder();
        for (char c : word.toCharArray()) {
            if (all || c > '~' || c < ' ') {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                text.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return text.toString();
    }

    /** The characters that stand for the word alone, when so many bytes are before it in its group. */
    private static byte[] base64(byte[] word, int before, Base64.Encoder encoder) {
        byte[] all = new byte[before + word.length];
        System.arraycopy(word, 0, all, before, word.length);
        String text = encoder.withoutPadding().encodeToString(all);
        int from = before == 0 ? 0 : before + 1;
        int whole = all.length * Byte.SIZE / 6;
        return text.substring(from, whole).getBytes(UTF_8);
    }
}
