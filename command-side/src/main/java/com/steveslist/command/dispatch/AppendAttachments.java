package com.steveslist.command.dispatch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the event store commits together with a command's events. The dispatcher puts it into the unit of work under
 * {@link #RESOURCE}; the store reads it when the unit of work commits and leaves an {@link AppendReceipt}.
 */
public record AppendAttachments(@Nullable IdempotencyKey idempotencyKey, List<Claim> claims, List<Bar> bars) {

    public static final String RESOURCE = AppendAttachments.class.getName();

    public AppendAttachments {
        claims = List.copyOf(claims);
        bars = List.copyOf(bars);
    }

    public AppendAttachments(@Nullable IdempotencyKey idempotencyKey, List<Claim> claims) {
        this(idempotencyKey, claims, List.of());
    }
}
