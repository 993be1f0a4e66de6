package com.steveslist.api.drill;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.io.SequenceInputStream;

/** NDJSON of as many listings as are wanted, made while it is read. */
final class RowStream {
    private static final String ROW = """
            {"key":"drill-%d","name":"Drill lamp %d","description":"%s","country":"US","city":"San Francisco","category":"drill",\
            "labels":["Lamp","Drill %d"],"price_amount":%d,"price_currency":"usd","quantity":3,"attributes":{"colour":"green"}}
            """;
    private static final String DESCRIPTION = "One careful owner, possibly two. ".repeat(5);

    private RowStream() {}

    static InputStream of(int rows) {
        AtomicInteger next = new AtomicInteger();
        return new SequenceInputStream(new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return next.get() < rows;
            }

            @Override
            public InputStream nextElement() {
                int number = next.incrementAndGet();
                String row = String.format(Locale.ROOT, ROW, number, number, DESCRIPTION, number % 100, 100 + number % 10_000);
                return new ByteArrayInputStream(row.getBytes(StandardCharsets.UTF_8));
            }
        });
    }
}
