package com.steveslist.infra.whatif;

import static java.util.Objects.requireNonNull;

import com.steveslist.command.whatif.ChangedPolicy;
import com.steveslist.command.whatif.WhatIf;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.infra.postgres.Pools;
import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Decides the orders of a period again under other rules, and prints what that would have changed. Writes nothing. */
@Command(
        name = "whatif",
        description = "Decide the orders of a period again under other rules, and show what sellers would have kept.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nRules:%n",
        footer = {
                "  ship-by=TIME         how long sellers have to ship, from payment on",
                "  complete-after=TIME  how long after delivery an order is completed",
                "  refund-window=TIME   how long after delivery, or else confirmation, refunds can be asked for, or none",
                "TIME is such as 7d or 12h. A rule that is not named is as it was for each order."
        })
public final class WhatIfCommand implements Callable<Integer> {

    private static final Duration STATEMENT_TIMEOUT = Duration.ofMinutes(5);

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--rule", paramLabel = "NAME=VALUE", required = true,
            description = "A rule as it is to be; may be given more than once.")
    private List<String> rules = List.of();

    @Option(names = "--from", paramLabel = "TIME",
            description = "Orders placed then or later: 2026-11-01T00:00:00Z, or a day in UTC, 2026-11-01. Default: from the beginning.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Orders placed before then. Default: to the end of the log.")
    private @Nullable String to;

    @Option(names = "--json", description = "As JSON, with every seller.")
    private boolean json;

    @Override
    public Integer call() {
        ChangedPolicy policy = ChangedPolicy.of(rules);
        Instant begin = moment("--from", from);
        Instant end = moment("--to", to);
        if (begin != null && end != null && !begin.isBefore(end)) {
            throw new IllegalArgumentException("--from is " + from + ", which is not before --to, " + to);
        }
        try (HikariDataSource dataSource = dataSource()) {
            PlacedOrders orders = new PlacedOrders(dataSource);
            RecordedEvent last = orders.last();
            WhatIf whatIf = new WhatIf(policy, last == null ? Instant.EPOCH : last.envelope().recordedAt());
            if (last != null) {
                orders.read(
                        begin == null ? 0 : orders.before(begin),
                        end == null ? last.position() : Math.min(orders.before(end), last.position()),
                        whatIf::take);
            }
            out().print(json ? WhatIfReport.json(rules, whatIf) : WhatIfReport.text(rules, whatIf));
        }
        out().flush();
        return 0;
    }

    private static @Nullable Instant moment(String option, @Nullable String text) {
        try {
            return text == null
                    ? null
                    : text.length() == 10
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    option + " cannot be " + text + ": give a time such as 2026-11-01T00:00:00Z, or a day such as 2026-11-01", e);
        }
    }

    private PrintWriter out() {
        return requireNonNull(spec).commandLine().getOut();
    }

    private static HikariDataSource dataSource() {
        return Pools.readOnlyPool("whatif", required("url"), required("user"), System.getProperty("steveslist.postgres.password", ""),
                "eventstore", 2, STATEMENT_TIMEOUT);
    }

    private static String required(String name) {
        String value = System.getProperty("steveslist.postgres." + name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("nothing is running here: start it with ./steveslist up");
        }
        return value;
    }
}
