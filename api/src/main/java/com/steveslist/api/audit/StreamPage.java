package com.steveslist.api.audit;

import com.steveslist.query.audit.StreamReplay;
import com.steveslist.query.audit.StreamReplay.Step;
import com.steveslist.query.paging.Cursor;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import java.util.ArrayDeque;
import java.util.Deque;

/** Takes a page out of a stream that goes by, holding no more of it than that. */
final class StreamPage implements StreamReplay.Visitor {

    private final PageRequest request;
    private final Viewer viewer;
    /** The position that the page begins after, or ends before. */
    private final long place;
    /** One more than is wanted, where there is one. */
    private final Deque<Step> steps = new ArrayDeque<>();

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
        return request.backward() ? before(step) : after(step);
    }

    private boolean after(Step step) {
        if (step.event().position() > place) {
            steps.add(step);
        }
        return steps.size() <= request.limit();
    }

    private boolean before(Step step) {
        if (step.event().position() >= place) {
            return false;
        }
        steps.add(step);
        if (steps.size() > request.limit() + 1) {
            steps.removeFirst();
        }
        return true;
    }

    Page<Step> page() {
        return Page.cut(request.backward() ? steps.reversed() : steps, request, step -> Histories.cursor(step.event()));
    }
}
