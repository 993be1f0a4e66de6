package com.steveslist.projections.rebuild;

import com.steveslist.events.log.LogPosition;
import com.steveslist.events.log.ShownTime;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.projections.rebuild.Replay.Made;
import com.steveslist.projections.view.ViewDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the views as they stood at a moment, beside the live ones, for somebody to look at. */
@Command(
        name = "replay",
        description = {
                "Make the views as they stood at a moment, beside the live ones.",
                "Out of the log, into a schema of PostgreSQL or files with a row a line; the live ones serve on untouched."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:it could not be done, or an event could not be applied again; which, is said"})
public final class ReplayCommand implements Callable<Integer> {

    @Option(names = "--to", paramLabel = "TIME|POSITION",
            description = "Up to an RFC 3339 time such as 2026-11-23T10:15:00Z, or a position of the log.")
    private @Nullable String to;

    @Option(names = "--stream", paramLabel = "ID", description = "Only what the events of one thing are about, such as ord_…")
    private @Nullable String stream;

    @Option(names = "--into", paramLabel = "DIR", description = "Write files into this new or empty folder; no schema stays.")
    private @Nullable Path into;

    @Option(names = "--drop", paramLabel = "SCHEMA", description = "Take away what a replay has made.")
    private @Nullable String drop;

    @Override
    public Integer call() throws Exception {
        Narrator narrator = new Narrator(System.out);
        try (RebuildStack stack = new RebuildStack(); RebuildLock lock = RebuildLock.take(stack.views(), "replay")) {
            Replay replay = new Replay(stack.log(), stack.views(), narrator);
            if (drop != null && to == null) {
                replay.drop(drop);
                narrator.say(drop + " is gone");
                return 0;
            }
            if (to != null && drop != null) {
                throw new IllegalArgumentException("--to makes something and --drop takes something away: one at a time");
            }
            if (to == null) {
                throw new IllegalArgumentException("say up to when: --to TIME or --to POSITION; or what is to go: --drop SCHEMA");
            }
            LogPosition end = place(to, stack.log(), Instant.now());
            return replay(replay, end, stack, narrator);
        }
    }

    /** Where a replay to it ends. Throws {@link IllegalArgumentException} for what is no moment of the log. */
    static LogPosition place(String text, EventLog log, Instant now) {
        LogPosition last = log.last();
        if (text.matches("[0-9]{1,18}")) {
            long position = Long.parseLong(text);
            if (position < 1 || position > last.position()) {
                throw new IllegalArgumentException("position " + position + " is not there: the log has 1 to " + last.position());
            }
            return new LogPosition(log.read(position - 1, 1).getFirst().envelope().at().epoch(), position);
        }
        Instant time;
        try {
            time = OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(text + " is neither an RFC 3339 time such as 2026-11-23T10:15:00Z nor a position");
        }
        if (time.isAfter(now)) {
            throw new IllegalArgumentException(text + " has not come yet: the log ends at position " + last.position());
        }
        LogPosition place = log.positionAt(ShownTime.lastOf(time));
        if (place.position() == 0) {
            throw new IllegalArgumentException("nothing had happened by " + text + (last.position() == 0
                    ? ""
                    : ": the first event came at "
                            + log.read(0, 1).getFirst().envelope().recordedAt()));
        }
        return place;
    }

    private int replay(Replay replay, LogPosition end, RebuildStack stack, Narrator narrator) throws SQLException, IOException {
        ReplayFiles files = into == null ? null : ReplayFiles.into(into);
        Made made = stream == null ? replay.all(end) : replay.ofStream(stream, end);
        String when = "after position " + end.position() + " of epoch " + end.epoch();
        if (files == null) {
            narrator.say("views as they stood " + when + ", with their history up to there: schema " + made.schema());
            made.rows().forEach((view, rows) -> narrator.say("  %-28s %,d rows".formatted(table(made, view), rows)));
            narrator.say("look: select body from " + made.schema()
                    + ".\"order\" limit 1;   (./steveslist status tells how to reach PostgreSQL)");
            narrator.say("take away: ./steveslist replay --drop " + made.schema());
        } else {
            files.write(made, end, stack.views());
            replay.drop(made.schema());
            narrator.say("views as they stood " + when + ": " + into);
            made.rows().forEach((view, rows) -> narrator.say("  %-28s %,d lines".formatted(ReplayFiles.name(view), rows)));
            narrator.say("look: head -n 1 " + into + "/order.ndjson");
        }
        made.leftOut().forEach(event -> narrator.say("could not be applied again: " + event));
        return made.leftOut().isEmpty() ? 0 : 1;
    }

    private static String table(Made made, ViewDefinition<?> view) {
        return made.schema() + view.table().substring(view.table().indexOf('.'));
    }
}
