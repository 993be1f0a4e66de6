package com.steveslist.api.testing;

import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.infra.eventstore.EventLog;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.jspecify.annotations.Nullable;

/** A red test prints the end of the event log, a line an event. */
public final class PrintsTheLog implements TestWatcher {
    private static final int EVENTS = 150;

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        EventLog log = SharedApplication.context().getBean(EventLog.class);
        List<RecordedEvent> events = log.read(Math.max(0, log.last().position() - EVENTS), EVENTS);
        System.err.println("the log when " + context.getDisplayName() + " failed:");
        for (RecordedEvent event : events) {
            System.err.println(String.format(
                    Locale.ROOT,
                    "%7d %-24s %-20s %-32s %3d %s",
                    event.position(),
                    event.envelope().recordedAt(),
                    event.envelope().type(),
                    event.envelope().stream(),
                    event.envelope().version(),
                    event.envelope().actor().id()));
        }
    }
}
