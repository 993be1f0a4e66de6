package com.steveslist.api.audit;

import com.steveslist.api.audit.Histories.Stretch;
import com.steveslist.api.exports.ExportLimits;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.Download;
import com.steveslist.api.http.Json;
import com.steveslist.api.security.ApiKeys;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.audit.PastEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/**
 * The history as a file of lines, in the order of positions. It is read page by page and no faster than the client takes it; between two
 * pages nothing is held in the database, and never more than a page in memory.
 */
@Component
final class HistoryFile {

    static final String NDJSON = "application/x-ndjson";
    private static final int PAGE = 1_000;
    /** Nobody keeps a place for ever by reading slowly. */
    private static final Duration LONGEST = Duration.ofHours(2);

    private final Histories histories;
    private final PersonalData personal;
    private final ApiKeys keys;
    private final AccessRecorder accesses;
    private final ExportLimits limits;

    HistoryFile(Histories histories, PersonalData personal, ApiKeys keys, AccessRecorder accesses, ExportLimits limits) {
        this.histories = histories;
        this.personal = personal;
        this.keys = keys;
        this.accesses = accesses;
        this.limits = limits;
    }

    Download of(Call call, HistoryInput input, Viewer viewer) {
        return new Download(NDJSON, "steveslist-history.ndjson", true, start -> send(call, input, viewer, start));
    }

    private void send(Call call, HistoryInput input, Viewer viewer, Download.Start start) throws IOException {
        LogPosition end = histories.end(call.notBefore());
        Stretch stretch = histories.stretch(input, end);
        try (ExportLimits.Place _ = limits.take(viewer.account())) {
            // Asked for once before anything is on its way, so that what cannot be done is an error and not a broken file.
            List<PastEvent> page = histories.find(input.filter(), stretch.from(), stretch.to(), false, PAGE);
            if (viewer.isAuditor() && !input.redacted()) {
                accesses.recordBulk(call, viewer);
            }
            write(call.standing(), input, viewer, stretch.to(), page, start.at(end));
        }
    }

    private void write(
            BooleanSupplier standing, HistoryInput input, Viewer viewer, long to, List<PastEvent> first, OutputStream out)
            throws IOException {
        long endsAtNanos = System.nanoTime() + LONGEST.toNanos();
        Discretion.Extent extent = input.redacted() ? Discretion.Extent.NONE : Discretion.Extent.OWN;
        List<PastEvent> page = first;
        while (!page.isEmpty()) {
            if (!standing.getAsBoolean() || System.nanoTime() > endsAtNanos) {
                throw new IOException("the credentials no longer hold, or the file took longer than " + LONGEST);
            }
            PastEvents events =
                    new PastEvents(viewer, new Discretion(personal, viewer, extent), keys, input.filter().requestId());
            for (PastEvent event : page) {
                out.write(Json.write(events.show(event), false));
                out.write('\n');
            }
            page = page.size() < PAGE
                    ? List.of()
                    : histories.findMore(input.filter(), page.getLast().position() + 1, to, false, PAGE);
        }
    }
}
