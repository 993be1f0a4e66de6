package com.steveslist.infra.whatif;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.steveslist.command.whatif.Comparison;
import com.steveslist.command.whatif.Figures;
import com.steveslist.command.whatif.WhatIf;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What another policy would have changed, for people and for programs. */
final class WhatIfReport {

    /** What the figures follow and what they cannot know. */
    private static final String MODELLED = """
            Followed: deadlines that come earlier or later, the cancellation and full refund of what is then not shipped in time, refunds that
            can no longer be asked for, and whatever can then no longer be done to an order. A refund that only these rules bring about is taken
            to be paid at once. Deadlines after the end of the log have not come yet.
            Not followed: that people would have done something else, such as ship sooner or ask in time; refunds that were turned away, which
            leave no event; units of cancelled orders that somebody else would have bought.
            """;

    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
    private static final ObjectWriter JSON = JsonMapper.builder().build()
            .writer(new DefaultPrettyPrinter().withObjectIndenter(LINES).withArrayIndenter(LINES));

    private WhatIfReport() {}

    static String text(List<String> rules, WhatIf whatIf) {
        StringBuilder text = new StringBuilder();
        whatIf.currencies().forEach((currency, all) -> {
            text.append(currency.toUpperCase(Locale.ROOT) + ", " + String.join(", ", rules) + "\n");
            text.append(row("", "orders", "captured", "refunded", "kept", "cancelled", "completed"));
            text.append(row("as it was", currency, all.was()));
            text.append(row("would have been", currency, all.would()));
            text.append(row("difference", currency, all.difference()));
            List<String> changed = changed(whatIf, currency);
            text.append(changed.isEmpty() ? "difference by seller: none\n" : "difference by seller:\n");
            changed.forEach(text::append);
            text.append('\n');
        });
        if (whatIf.currencies().isEmpty()) {
            text.append("no order was placed in this period\n\n");
        }
        if (whatIf.unlikeTheEvents() > 0) {
            text.append(number(whatIf.unlikeTheEvents()))
                    .append(" orders come out otherwise even under the rules as they were: another program decided them\n\n");
        }
        return text.append(MODELLED).toString();
    }

    private static List<String> changed(WhatIf whatIf, String currency) {
        return whatIf.sellers().entrySet().stream()
                .filter(one -> one.getKey().currency().code().equals(currency))
                .filter(one -> !one.getValue().difference().equals(Figures.ZERO))
                .map(one -> row("  " + one.getKey().account().value(), currency, one.getValue().difference()))
                .toList();
    }

    private static String row(String name, String currency, Figures figures) {
        return row(
                name,
                number(figures.orders()),
                money(figures.capturedMinor(), currency),
                money(figures.refundedMinor(), currency),
                money(figures.keptMinor(), currency),
                number(figures.cancelled()),
                number(figures.completed()));
    }

    private static String row(String name, String... cells) {
        return String.format(Locale.ROOT, "%-34s %9s %18s %18s %18s %10s %10s\n", name, cells[0], cells[1], cells[2], cells[3], cells[4],
                cells[5]);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String money(long minor, String currency) {
        int decimals = Math.max(0, Currency.getInstance(currency.toUpperCase(Locale.ROOT)).getDefaultFractionDigits());
        return String.format(Locale.ROOT, "%,." + decimals + "f", BigDecimal.valueOf(minor, decimals));
    }

    static String json(List<String> rules, WhatIf whatIf) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("rules", rules);
        List<Object> currencies = new ArrayList<>();
        whatIf.currencies().forEach((currency, all) -> currencies.add(entry(currency, "all", all)));
        report.put("currencies", currencies);
        List<Object> sellers = new ArrayList<>();
        whatIf.sellers().forEach((seller, all) -> sellers.add(entry(seller.currency().code(), seller.account().value(), all)));
        report.put("sellers", sellers);
        report.put("orders_unlike_the_events", whatIf.unlikeTheEvents());
        report.put("modelled", MODELLED.strip().replace('\n', ' '));
        try {
            return JSON.writeValueAsString(report) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures cannot be written as JSON", e);
        }
    }

    private static Map<String, Object> entry(String currency, String seller, Comparison comparison) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("currency", currency);
        entry.put("seller", seller);
        entry.put("was", figures(comparison.was()));
        entry.put("would", figures(comparison.would()));
        entry.put("difference", figures(comparison.difference()));
        return entry;
    }

    private static Map<String, Long> figures(Figures figures) {
        Map<String, Long> amounts = new LinkedHashMap<>();
        amounts.put("orders", figures.orders());
        amounts.put("captured_amount", figures.capturedMinor());
        amounts.put("refunded_amount", figures.refundedMinor());
        amounts.put("kept_amount", figures.keptMinor());
        amounts.put("cancelled", figures.cancelled());
        amounts.put("completed", figures.completed());
        return amounts;
    }
}
