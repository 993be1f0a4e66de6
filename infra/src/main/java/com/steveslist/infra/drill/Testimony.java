package com.steveslist.infra.drill;

import com.steveslist.command.dispatch.CommandUnavailableException;
import com.steveslist.command.dispatch.CommandUnavailableException.Reason;
import com.steveslist.infra.eventstore.append.AppendOutcome;
import com.steveslist.infra.eventstore.append.AppendRequest;
import com.steveslist.infra.eventstore.append.Appender;
import com.steveslist.infra.eventstore.append.NewEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Appends as commands do, and keeps what each was told, until all of it is written down. */
final class Testimony {

    private static final int TOGETHER = 5_000;
    private static final int MOST_TRIES = 10;
    private static final String APPENDED = "appended";
    private static final String REFUSED = "refused";

    private final String process;
    private final Appender appender;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

    Testimony(String process, Appender appender) {
        this.process = process;
        this.appender = appender;
    }

    private record Answer(NewEvent event, String outcome, @Nullable Long position) {}

    /** Answers whether the events are in the log now; neither a conflict nor an accident throws. */
    boolean append(AppendRequest request) {
        List<Answer> told = ask(request);
        answers.addAll(told);
        return told.getFirst().outcome().equals(APPENDED);
    }

    /**
     * Appends in a race, where a refusal is no answer: it promises that nothing was written, so whoever gets one asks again, a
     * bounded number of times.
     */
    void race(AppendRequest request) {
        List<Answer> told = ask(request);
        for (int tries = 1; told.getFirst().outcome().equals(REFUSED) && tries < MOST_TRIES; tries++) {
            told = ask(request);
        }
        answers.addAll(told);
    }

    private List<Answer> ask(AppendRequest request) {
        try {
            AppendOutcome outcome = appender.append(request);
            return outcome instanceof AppendOutcome.Appended appended ? appended(request, appended) : told(request, lost(request, outcome));
        } catch (CommandUnavailableException e) {
            return told(request, e.reason() == Reason.OUTCOME_UNKNOWN ? "unknown" : REFUSED);
        } catch (RuntimeException e) {
            return told(request, e.getClass().getSimpleName());
        }
    }

    private static List<Answer> appended(AppendRequest request, AppendOutcome.Appended appended) {
        List<Answer> told = new ArrayList<>();
        long position = appended.last().position() - request.events().size();
        for (NewEvent event : request.events()) {
            position++;
            told.add(new Answer(event, APPENDED, position));
        }
        return told;
    }

    private static List<Answer> told(AppendRequest request, String outcome) {
        return request.events().stream().map(event -> new Answer(event, outcome, null)).toList();
    }

    /** A conflict must name a stream of the command, and where that was instead of in front of the command's first event of it. */
    private static String lost(AppendRequest request, AppendOutcome outcome) {
        return switch (outcome) {
            case AppendOutcome.VersionConflict conflict -> request.events().stream()
                    .filter(event -> event.stream().equals(conflict.stream())).findFirst()
                    .filter(event -> event.version() <= conflict.version()).isPresent() ? "conflict" : "conflict without a cause";
            case AppendOutcome.KeyTaken taken -> "key taken";
            case AppendOutcome.ClaimTaken taken -> "claim taken";
            case AppendOutcome.Barred barred -> "barred";
            case AppendOutcome.Appended appended -> APPENDED;
        };
    }

    void write(DrillLog log) {
        List<Answer> all = new ArrayList<>(answers);
        for (int from = 0; from < all.size(); from += TOGETHER) {
            List<Answer> some = all.subList(from, Math.min(all.size(), from + TOGETHER));
            log.sql().sql("""
                    insert into drill.answer (process, event_id, stream, version, outcome, position)
                    select ?, * from unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::bigint[])
                    """)
                    .params(process,
                            some.stream().map(answer -> answer.event().eventId()).toArray(String[]::new),
                            some.stream().map(answer -> answer.event().stream()).toArray(String[]::new),
                            some.stream().map(answer -> answer.event().version()).toArray(Long[]::new),
                            some.stream().map(Answer::outcome).toArray(String[]::new),
                            some.stream().map(Answer::position).toArray(Long[]::new))
                    .update();
        }
    }
}
