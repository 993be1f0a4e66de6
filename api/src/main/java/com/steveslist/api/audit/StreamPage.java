package com.steveslist.api.audit;

import com.steveslist.query.audit.StreamReplay;
import com.steveslist.query.audit.StreamReplay.Step;
import com.steveslist.query.paging.Cursor;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Takes a page out of a stream that goes by, holding no more of it than that. */
final class StreamPage implements StreamReplay.Visitor {

    private final PageRequest request;
    private final Viewer viewer;
    /** The position that the page begins after, or ends before. */
    private final long place;
    private final Deque<Step> steps = new ArrayDeque<>();
    private boolean seen;
    private boolean more;

    StreamPage(PageRequest request, Viewer viewer) {
        this.request = request;
        this.viewer = viewer;
        Cursor cursor = request.after();
        this.place = cursor == null ? -1 : Long.parseLong(String.valueOf(cursor.keys().getFirst()));
    }

    @Override
    public boolean visit(Step step) {
        if (!viewer.mayKnowOf(step.event().envelope())) {
            return true;
        }
        seen = true;
        return request.backward() ? before(step) : after(step);
    }

    private boolean after(Step step) {
        if (step.event().position() <= place) {
            return true;
        }
        more = steps.size() == request.limit();
        if (!more) {
            steps.add(step);
        }
        return !more;
    }

    private boolean before(Step step) {
        if (step.event().position() >= place) {
            return false;
        }
        steps.add(step);
        if (steps.size() > request.limit()) {
            steps.removeFirst();
            more = true;
        }
        return true;
    }

    /** Whether anything went by that the viewer may know of. */
    boolean hasSeenAny() {
        return seen;
    }

    Page<Step> page() {
        boolean hasNext = request.backward() || more;
        boolean hasPrevious = request.backward() ? more : request.after() != null;
        return new Page<>(
                List.copyOf(steps),
                hasNext && !steps.isEmpty() ? Histories.cursor(steps.getLast().event()) : null,
                hasPrevious && !steps.isEmpty() ? Histories.cursor(steps.getFirst().event()) : null,
                null);
    }
}
