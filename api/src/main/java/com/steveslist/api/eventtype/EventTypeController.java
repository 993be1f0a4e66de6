package com.steveslist.api.eventtype;

import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Answer.Caching;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.Fields;
import com.steveslist.events.catalog.EventCatalog;
import com.steveslist.events.catalog.EventType;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /v1/event-types}: what clients can be told about. */
@Controller
final class EventTypeController {

    /** @param id the name that the event has on the topic and in webhooks */
    private record EventTypeResource(String id, int version, String description) {}

    @GetMapping("/v1/event-types")
    Answer list(Call call) {
        Fields fields = Fields.of(call.params(), EventTypeResource.class);
        call.params().done();
        List<EventTypeResource> types = EventCatalog.current().stream()
                .filter(EventType::open)
                .map(type -> new EventTypeResource(type.name(), type.version(), type.description()))
                .toList();
        return Answer.list(types, false, null).caching(Caching.FIXED).only(fields);
    }
}
