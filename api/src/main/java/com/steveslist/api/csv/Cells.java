package com.steveslist.api.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How texts and lists of texts stand in cells. What is written here is read back as it was. */
public final class Cells {

    /** A spreadsheet takes what begins so for a formula, and a formula can send a whole sheet to a stranger. */
    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r].*", Pattern.DOTALL);

    private Cells() {}

    /** A text that a spreadsheet shows instead of calculating it: an apostrophe stands before what looks like a formula. */
    public static String text(String value) {
        return FORMULA.matcher(value).matches() ? "'" + value : value;
    }

    /** The text that {@link #text} wrote. A formula without an apostrophe is a text like any other. */
    public static String readText(String cell) {
        return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
    }

    /** Several texts with {@code |} between them; one that holds {@code |} or a backslash gets a backslash before it. */
    public static String list(List<String> values) {
        return text(values.stream().map(value -> value.replace("\\", "\\\\").replace("|", "\\|")).collect(Collectors.joining("|")));
    }

    /** The texts that {@link #list} wrote. A backslash before anything else stands for itself. */
    public static List<String> readList(String cell) {
        String text = readText(cell);
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escapes = c == '\\' && i + 1 < text.length() && "\\|".indexOf(text.charAt(i + 1)) >= 0;
            if (c == '|') {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(escapes ? text.charAt(++i) : c);
            }
        }
        values.add(value.toString());
        return values;
    }
}
