package com.steveslist.infra.serialization;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.catalog.EventCatalog;
import com.steveslist.events.catalog.EventType;
import com.steveslist.events.catalog.RetiredEventType;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Events as the exact bytes that the log keeps. Writes the current form of {@link EventCatalog}; reads every form that it knows, current
 * or retired, into the current one. Safe for use by any number of threads.
 */
public final class EventJson implements PayloadCodec {

    private final Map<Class<?>, ObjectWriter> writers = new HashMap<>();
    private final Map<String, Map<Integer, Form>> forms = new HashMap<>();

    public EventJson() {
        this(EventCatalog.current(), EventCatalog.retired());
    }

    /** Of other forms than the catalogue's, such as those of a later version. */
    public EventJson(List<EventType> current, List<RetiredEventType<?>> retired) {
        ObjectMapper mapper = EventMapper.create();
        for (EventType type : current) {
            writers.put(type.form(), mapper.writerFor(type.form()));
            add(type.name(), type.version(), new Form(mapper.readerFor(type.form()), DomainEvent.class::cast));
        }
        for (RetiredEventType<?> type : retired) {
            add(type.name(), type.version(), retiredForm(mapper, type));
        }
    }

    /** The bytes of an event. Equal events have equal bytes. */
    public byte[] write(DomainEvent event) {
        ObjectWriter writer = writers.get(event.getClass());
        if (writer == null) {
            throw new IllegalArgumentException(event.getClass().getName() + " has no entry in EventCatalog: add one");
        }
        try {
            return writer.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot write " + event.getClass().getName() + " as JSON", e);
        }
    }

    /** The event in today's form. Throws {@link UnreadablePayloadException}. */
    public DomainEvent read(String name, int version, byte[] bytes) {
        Form form = form(name, version);
        try {
            return form.toCurrent().apply(form.reader().readValue(bytes));
        } catch (IOException | RuntimeException e) {
            throw unreadable(name, version, e);
        }
    }

    /** Reads the payload from a document's own parser, which stands at the payload's first token. */
    DomainEvent read(String name, int version, JsonParser json) {
        Form form = form(name, version);
        try {
            return form.toCurrent().apply(form.reader().readValue(json));
        } catch (IOException | RuntimeException e) {
            throw unreadable(name, version, e);
        }
    }

    @Override
    public Encoded encode(Object payload) {
        if (!(payload instanceof DomainEvent event)) {
            throw new IllegalArgumentException(payload.getClass().getName() + " is no event: only DomainEvent is stored in the log");
        }
        EventType type = EventCatalog.typeOf(event);
        return new Encoded(type.name(), type.version(), write(event));
    }

    @Override
    public Object decode(String name, int version, byte[] bytes) {
        return read(name, version, bytes);
    }

    private Form form(String name, int version) {
        Map<Integer, Form> versions = forms.get(name);
        if (versions == null) {
            throw new UnknownEventTypeException(name, version, "EventCatalog has no event of this name");
        }
        Form form = versions.get(version);
        if (form == null) {
            throw new UnknownEventTypeException(name, version, "EventCatalog knows only " + versions.keySet());
        }
        return form;
    }

    private void add(String name, int version, Form form) {
        if (forms.computeIfAbsent(name, n -> new HashMap<>()).put(version, form) != null) {
            throw new IllegalArgumentException("EventCatalog has " + name + " v" + version + " twice");
        }
    }

    private static <T> Form retiredForm(ObjectMapper mapper, RetiredEventType<T> type) {
        return new Form(mapper.readerFor(type.form()), old -> type.toCurrent().apply(type.form().cast(old)));
    }

    /** The cause's own message may quote the payload, so only its kind is passed on. */
    private static UnreadablePayloadException unreadable(String name, int version, Exception e) {
        return new UnreadablePayloadException(name, version, e.getClass().getSimpleName(), e);
    }

    private record Form(ObjectReader reader, Function<Object, DomainEvent> toCurrent) {}
}
