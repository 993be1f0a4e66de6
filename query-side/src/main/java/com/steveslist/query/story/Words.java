package com.steveslist.query.story;

import com.steveslist.events.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Currency;
import java.util.Iterator;
import java.util.Locale;

/** How stories write amounts, times and texts of others. */
final class Words {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Words() {}

    /** With the currency's own decimals: {@code 1,299.00 USD}, {@code 500 JPY}. */
    static String money(Money money) {
        String code = money.currency().code().toUpperCase(Locale.ROOT);
        int decimals = Math.max(0, Currency.getInstance(code).getDefaultFractionDigits());
        return String.format(Locale.ROOT, "%,." + decimals + "f %s", BigDecimal.valueOf(money.amountMinor(), decimals), code);
    }

    /** {@code 2026-11-29 03:23:11.123 UTC}. */
    static String time(Instant time) {
        return TIME.format(time);
    }

    /** {@code 1 unit}, {@code 2 units}. */
    static String units(long number) {
        return String.format(Locale.ROOT, "%,d unit%s", number, number == 1 ? "" : "s");
    }

    /** What somebody wrote, in quotation marks. */
    static String quoted(String text) {
        return "“" + visible(text) + "”";
    }

    /** On one line, with nothing in it that acts on a terminal or turns the direction of what follows. */
    static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            int type = Character.getType(c);
            boolean hidden = type == Character.CONTROL || type == Character.FORMAT || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR || type == Character.SURROGATE || type == Character.UNASSIGNED
                    || c == 0xfffe || c == 0xffff;
            if (hidden) {
                visible.append(String.format(Locale.ROOT, "\\u{%x}", c));
            } else {
                visible.appendCodePoint(c);
            }
        });
        return visible.toString();
    }

    /** {@code a, b and c}. */
    static String list(Collection<String> parts) {
        StringBuilder list = new StringBuilder();
        Iterator<String> left = parts.iterator();
        for (String part = left.hasNext() ? left.next() : ""; !part.isEmpty(); part = left.hasNext() ? left.next() : "") {
            list.append(list.isEmpty() ? "" : left.hasNext() ? ", " : " and ").append(part);
        }
        return list.toString();
    }

    /** {@code card_declined} as {@code card declined}. */
    static String code(String code) {
        return visible(code).replace('_', ' ').toLowerCase(Locale.ROOT);
    }
}
