package com.steveslist.api.exports;

import com.steveslist.api.account.AccountResource;
import com.steveslist.api.audit.OwnEvents;
import com.steveslist.api.consistency.Reads;
import com.steveslist.api.exports.ExportRows.Wanted;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.Download;
import com.steveslist.api.http.Fields;
import com.steveslist.api.http.Json;
import com.steveslist.api.http.Media;
import com.steveslist.api.http.RequiresSession;
import com.steveslist.command.account.AccountState;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.query.export.ViewSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import tools.jackson.databind.JsonNode;

/** {@code GET /v1/accounts/me/export}: everything held about a person, as one JSON document that is written while it is read. */
@Controller
final class OwnDataController {

    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Commands commands;
    private final ViewSnapshots snapshots;
    private final ExportRows rows;
    private final OwnRows ownRows;
    private final OwnEvents events;
    private final PersonalData personal;
    private final ExportLimits limits;
    private final Reads reads;

    OwnDataController(
            Commands commands,
            ViewSnapshots snapshots,
            ExportRows rows,
            OwnRows ownRows,
            OwnEvents events,
            PersonalData personal,
            ExportLimits limits,
            Reads reads) {
        this.commands = commands;
        this.snapshots = snapshots;
        this.rows = rows;
        this.ownRows = ownRows;
        this.events = events;
        this.personal = personal;
        this.limits = limits;
        this.reads = reads;
    }

    @GetMapping("/v1/accounts/me/export")
    @RequiresSession
    @Media(gives = "application/json")
    Download export(Call call) {
        call.params().done();
        AccountId account = call.account();
        return new Download("application/json", "steveslist-my-data.json", true, start -> send(call, account, start));
    }

    private void send(Call call, AccountId account, Download.Start start) throws IOException {
        for (Exported what : Exported.values()) {
            reads.await(call, what.consumer());
        }
        Decided<AccountState> profile = commands.find(AccountState.class, account).orElseThrow();
        try (ExportLimits.Place _ = limits.take(account)) {
            Document document = new Document(start.at(profile.at()), call.standing());
            document.value("exported_at", Json.tree(Instant.now()));
            document.value("profile", Json.tree(AccountResource.of(profile, personal)));
            for (Exported what : Exported.values()) {
                Wanted wanted = new Wanted(what, account, null, what.shape(Fields.all()));
                document.begin(what.code());
                snapshots.read(what.consumer(), what.table(), snapshot -> rows.each(snapshot, wanted, document::add));
                document.end();
            }
            for (String list : OwnRows.names()) {
                document.begin(list);
                ownRows.each(list, account, (name, row) -> document.add(row));
                document.end();
            }
            document.begin("events");
            events.each(account, document::add);
            document.end();
            document.begin("access_log");
            events.eachLook(account, document::add);
            document.end();
            document.close();
        }
    }

    /** An object whose members are values and lists, written as they come. */
    private static final class Document {

        private final long endsAtNanos = System.nanoTime() + LONGEST.toNanos();
        private final OutputStream out;
        private final BooleanSupplier standing;
        private String separator = "{\n";
        private boolean first;

        Document(OutputStream out, BooleanSupplier standing) {
            this.out = out;
            this.standing = standing;
        }

        void value(String name, JsonNode value) throws IOException {
            member(name);
            out.write(Json.write(value, false));
        }

        void begin(String name) throws IOException {
            if (!standing.getAsBoolean()) {
                throw new IOException("the session no longer holds");
            }
            member(name);
            out.write('[');
            first = true;
        }

        void add(JsonNode row) throws IOException {
            if (System.nanoTime() - endsAtNanos > 0) {
                throw new IOException("the export took longer than " + LONGEST);
            }
            text(first ? "\n" : ",\n");
            first = false;
            out.write(Json.write(row, false));
        }

        void end() throws IOException {
            out.write(']');
        }

        void close() throws IOException {
            text("\n}\n");
        }

        private void member(String name) throws IOException {
            text(separator + "\"" + name + "\": ");
            separator = ",\n";
        }

        private void text(String text) throws IOException {
            out.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }
}
