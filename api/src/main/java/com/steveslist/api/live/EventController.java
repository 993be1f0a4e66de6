package com.steveslist.api.live;

import com.steveslist.api.consistency.ConsistencyTokens;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Answer.Caching;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.EventStream;
import com.steveslist.api.http.Fields;
import com.steveslist.api.http.RequiresScope;
import com.steveslist.api.paging.Links;
import com.steveslist.api.security.Identity;
import com.steveslist.api.security.Scope;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.feed.FeedPage;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /v1/events}: what happened, page by page, and what happens, as a stream. */
@Controller
final class EventController {

    private final LiveEvents live;
    private final EventPages pages;
    private final EventPayloads payloads;
    private final Streams streams;
    private final ConsistencyTokens tokens;

    EventController(LiveEvents live, EventPages pages, EventPayloads payloads, Streams streams, ConsistencyTokens tokens) {
        this.live = live;
        this.pages = pages;
        this.payloads = payloads;
        this.streams = streams;
        this.tokens = tokens;
    }

    @GetMapping("/v1/events/stream")
    @RequiresScope(Scope.EVENTS_READ)
    EventStream stream(Call call) {
        EventInput input = EventInput.read(call);
        call.params().done();
        LogPosition after = streams.place(input.after());
        Identity viewer = identity(call);
        BooleanSupplier standing = call.standing();
        return EventStream.of(out -> live.follow(
                viewer.account(), input.filter(), after, new EventWriter(streams.writer(out, standing), viewer, payloads)));
    }

    @GetMapping("/v1/events")
    @RequiresScope(Scope.EVENTS_READ)
    Answer list(Call call) {
        EventInput input = EventInput.read(call);
        Long wanted = call.params().whole("limit", 1, EventPages.MOST);
        Fields fields = Fields.of(call.params(), EventResource.class);
        call.params().done();
        FeedPage page = pages.read(streams.place(input.after()), input.filter(), wanted);
        Identity viewer = identity(call);
        List<EventResource> events =
                page.events().stream().map(event -> EventResource.of(event, viewer, payloads)).toList();
        String next = tokens.encode(page.readTo());
        return Links.onward(Answer.list(events, page.more(), next), call, next)
                .at(page.readTo())
                .caching(Caching.NEVER)
                .only(fields);
    }

    private static Identity identity(Call call) {
        call.account();
        return Objects.requireNonNull(call.identity());
    }
}
