package com.steveslist.api.live;

import com.steveslist.api.consistency.ConsistencyTokens;
import com.steveslist.api.graphql.Arguments;
import com.steveslist.api.graphql.Asking;
import com.steveslist.api.graphql.Told;
import com.steveslist.api.input.Params;
import com.steveslist.api.paging.Connection.PageInfo;
import com.steveslist.api.security.Identity;
import com.steveslist.api.security.Scope;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.feed.FeedEvent;
import com.steveslist.query.feed.FeedPage;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.util.List;
import java.util.Map;
import org.reactivestreams.Publisher;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** What happened and what happens, in GraphQL. */
@Component
final class EventGraph implements RuntimeWiringConfigurer {

    private final EventPages pages;
    private final LiveEvents live;
    private final EventPayloads payloads;
    private final Streams streams;
    private final ConsistencyTokens tokens;

    EventGraph(EventPages pages, LiveEvents live, EventPayloads payloads, Streams streams, ConsistencyTokens tokens) {
        this.pages = pages;
        this.live = live;
        this.payloads = payloads;
        this.streams = streams;
        this.tokens = tokens;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", type -> type.dataFetcher("events", this::list))
                .type("Subscription", type -> type.dataFetcher("eventHappened", this::happened));
    }

    private record Edge(String cursor, EventResource node) {}

    /** Unlike other connections it has an end without edges: what was looked at for the viewer in vain is not looked at again. */
    private record Events(List<Edge> edges, List<EventResource> nodes, PageInfo pageInfo) {}

    private Events list(DataFetchingEnvironment field) {
        Asking asking = Asking.of(field);
        asking.checkTime();
        asking.require(Scope.EVENTS_READ);
        Integer first = field.getArgument("first");
        Params params = Arguments.params(field, first == null ? Map.of() : Map.of("first", first.toString()));
        Long limit = params.whole("first", 1, EventPages.MOST);
        EventInput input = EventInput.read(params, asking.account(), field.getArgument("after"));
        params.done();
        FeedPage page = pages.read(streams.place(input.after()), input.filter(), limit);
        asking.shows(page.readTo());
        Identity viewer = asking.credentials();
        List<Edge> edges = page.events().stream()
                .map(event -> new Edge(tokens.encode(event.at()), EventResource.of(event, viewer, payloads)))
                .toList();
        PageInfo info = new PageInfo(
                page.more(),
                input.after() != null,
                edges.isEmpty() ? null : edges.getFirst().cursor(),
                tokens.encode(page.readTo()));
        return new Events(edges, edges.stream().map(Edge::node).toList(), info);
    }

    private Publisher<Object> happened(DataFetchingEnvironment field) {
        Asking asking = Asking.of(field);
        asking.require(Scope.EVENTS_READ);
        Params params = Arguments.params(field);
        EventInput input = EventInput.read(params, asking.account(), field.getArgument("after"));
        params.done();
        LogPosition after = streams.place(input.after());
        if (after != null) {
            live.checkReached(after);
        }
        Identity viewer = asking.credentials();
        return Told.of(field, told -> live.follow(viewer.account(), input.filter(), after, new Listener(told, viewer, payloads, tokens)));
    }

    private record Listener(Told told, Identity viewer, EventPayloads payloads, ConsistencyTokens tokens) implements LiveListener {

        @Override
        public void heard(FeedEvent event) throws InterruptedException {
            told.next(EventResource.of(event, viewer, payloads), event.at());
        }

        @Override
        public void rewound(LogPosition place) {
            told.rewound(tokens.encode(place));
        }

        @Override
        public void ended(Ending why) {
            told.ended(why);
        }
    }
}
