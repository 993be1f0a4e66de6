package com.steveslist.api.exports;

import com.steveslist.api.consistency.Reads;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.exports.ExportRows.Wanted;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.Download;
import com.steveslist.api.http.Fields;
import com.steveslist.api.http.Json;
import com.steveslist.api.http.Media;
import com.steveslist.api.input.Params;
import com.steveslist.api.security.Identity;
import com.steveslist.api.security.Scope;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.export.Shape;
import com.steveslist.query.export.Snapshot;
import com.steveslist.query.export.ViewSnapshots;
import com.steveslist.query.order.OrderFilter.Role;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code GET /v1/exports}. */
@Controller
final class ExportController {

    private static final int MOST_ATTRIBUTES = 1_000;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final ViewSnapshots snapshots;
    private final ExportRows rows;
    private final ParquetExport parquet;
    private final ExportLimits limits;
    private final Reads reads;

    ExportController(ViewSnapshots snapshots, ExportRows rows, ParquetExport parquet, ExportLimits limits, Reads reads) {
        this.snapshots = snapshots;
        this.rows = rows;
        this.parquet = parquet;
        this.limits = limits;
        this.reads = reads;
    }

    @GetMapping("/v1/exports")
    @Media(gives = {ExportFormat.NDJSON_TYPE, ExportFormat.CSV_TYPE, ExportFormat.PARQUET_TYPE})
    Download export(Call call) {
        Params params = call.params();
        Exported resource = params.parsed("resource", 20, Exported::ofCode, "invalid_value", "resource is one of " + names() + ".");
        ExportFormat named =
                params.parsed("format", 20, ExportFormat::ofCode, "invalid_value", "format is ndjson, csv or parquet.");
        Role role = params.parsed("role", 10, ExportController::role, "invalid_value", "role is buyer or seller.");
        Exported what = resource == null ? Exported.LISTINGS : resource;
        Fields fields = Fields.of(params, what.resource());
        if (role != null && !what.hasRoles()) {
            params.reject("role", "invalid_value", "role can be given for orders and refunds.");
        }
        params.done();
        requireScope(call.identity(), what.scope());
        ExportFormat format = named != null ? named : ExportFormat.ofType(call.preferred(ExportFormat.TYPES));
        Wanted wanted = new Wanted(what, call.account(), role, what.shape(fields));
        String name = "steveslist-" + what.code() + "-" + Json.time(Instant.now()).replaceAll("[-:]|\\.\\d+", "") + "." + format.code();
        return new Download(format.contentType(), name, format.isText(), start -> send(call, wanted, format, start));
    }

    private static String names() {
        return Arrays.stream(Exported.values()).map(Exported::code).collect(Collectors.joining(", "));
    }

    private static Role role(String text) {
        return switch (text) {
            case "buyer" -> Role.BUYER;
            case "seller" -> Role.SELLER;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static void requireScope(@Nullable Identity identity, @Nullable Scope scope) {
        if (scope != null && identity != null && !identity.may(scope)) {
            throw identity.lacks(scope);
        }
    }

    private void send(Call call, Wanted wanted, ExportFormat format, Download.Start start) throws IOException {
        reads.await(call, wanted.what().consumer());
        try (ExportLimits.Place _ = limits.take(wanted.account())) {
            Deadline deadline = new Deadline();
            if (format == ExportFormat.PARQUET) {
                parquet.send(writer -> collect(wanted, row -> {
                    deadline.check();
                    writer.write(row);
                }), wanted.shape(), start);
            } else {
                snapshots.read(wanted.what().consumer(), wanted.what().table(), snapshot -> {
                    List<String> attributes = format == ExportFormat.CSV ? attributes(snapshot, wanted) : List.of();
                    RowWriter writer = writer(format, start.at(snapshot.at()), wanted.shape(), attributes);
                    rows.each(snapshot, wanted, row -> {
                        deadline.check();
                        writer.write(row);
                    });
                });
            }
        }
    }

    private LogPosition collect(Wanted wanted, RowWriter writer) throws IOException {
        return snapshots.read(wanted.what().consumer(), wanted.what().table(), snapshot -> rows.each(snapshot, wanted, writer));
    }

    /** A column each; there is no telling them before all rows were looked at. */
    private static List<String> attributes(Snapshot snapshot, Wanted wanted) {
        if (wanted.what() != Exported.LISTINGS) {
            return List.of();
        }
        List<String> names = new ArrayList<>(snapshot.listings().attributeNames(wanted.account(), MOST_ATTRIBUTES + 1));
        if (names.size() > MOST_ATTRIBUTES) {
            throw ApiException.of(
                    ErrorCode.EXPORT_TOO_LARGE,
                    "Your listings have attributes of more than " + MOST_ATTRIBUTES + " names, too many for columns. Take it as NDJSON.");
        }
        return names;
    }

    private static RowWriter writer(ExportFormat format, OutputStream out, Shape.Struct shape, List<String> attributes)
            throws IOException {
        return format == ExportFormat.CSV ? new CsvRowWriter(out, shape, attributes) : row -> {
            out.write(Json.write(row, false));
            out.write('\n');
        };
    }

    /** Nobody keeps a place for ever by reading slowly. */
    private static final class Deadline {

        private final long endsAtNanos = System.nanoTime() + LONGEST.toNanos();

        void check() throws IOException {
            if (System.nanoTime() - endsAtNanos > 0) {
                throw new IOException("the export took longer than " + LONGEST);
            }
        }
    }
}
