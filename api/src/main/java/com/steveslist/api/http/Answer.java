package com.steveslist.api.http;

import com.steveslist.events.log.LogPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a call answers: the status, the thing or the list in its envelope, and what the headers say about it. Immutable. */
public final class Answer {

    final int status;
    final Map<String, Object> envelope;
    final Map<String, String> headers;
    final List<String> cookies;
    final @Nullable Long version;
    final @Nullable Instant modified;
    final @Nullable LogPosition at;
    final Caching caching;
    final @Nullable Fields fields;

    /** Who may keep an answer, and for how long. */
    public enum Caching {
        /** Anybody for a few seconds, when no credentials were shown. */
        PUBLIC,
        /** The client only, and it asks again each time. */
        PERSONAL,
        /** Nobody: it holds a secret, or the state of this moment. */
        NEVER,
        /** Anybody for minutes: it changes with a new version of the software only. */
        FIXED
    }

    private Answer(
            int status,
            Map<String, Object> envelope,
            Map<String, String> headers,
            List<String> cookies,
            @Nullable Long version,
            @Nullable Instant modified,
            @Nullable LogPosition at,
            Caching caching,
            @Nullable Fields fields) {
        this.status = status;
        this.envelope = envelope;
        this.headers = headers;
        this.cookies = cookies;
        this.version = version;
        this.modified = modified;
        this.at = at;
        this.caching = caching;
        this.fields = fields;
    }

    /** {@code 200} with one thing. */
    public static Answer ok(Object thing) {
        return of(200, Map.of("data", thing));
    }

    /** {@code 201} with the new thing and its address. */
    public static Answer created(String location, Object thing) {
        return of(201, Map.of("data", thing)).header("Location", location);
    }

    /** {@code 202} with what is known of what was only begun. */
    public static Answer accepted(Object thing) {
        return of(202, Map.of("data", thing));
    }

    /** {@code 204}. */
    public static Answer nothing() {
        return of(204, Map.of());
    }

    /** {@code 302}. */
    public static Answer redirect(String location) {
        return of(302, Map.of()).header("Location", location);
    }

    /** {@code 200} with a page of a list. */
    public static Answer list(List<?> things, boolean hasMore, @Nullable String nextCursor) {
        return of(200, Map.of("data", things)).beside("pagination", new Pagination(hasMore, nextCursor));
    }

    record Pagination(boolean hasMore, @Nullable String nextCursor) {}

    private static Answer of(int status, Map<String, Object> envelope) {
        return new Answer(status, envelope, Map.of(), List.of(), null, null, null, Caching.PERSONAL, null);
    }

    /** Another member of the envelope. */
    public Answer beside(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(envelope);
        more.put(name, value);
        return new Answer(status, more, headers, cookies, version, modified, at, caching, fields);
    }

    public Answer header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, envelope, more, cookies, version, modified, at, caching, fields);
    }

    /** One more cookie. @param setCookie the whole header's value */
    public Answer cookie(String setCookie) {
        List<String> more = new ArrayList<>(cookies);
        more.add(setCookie);
        return new Answer(status, envelope, headers, List.copyOf(more), version, modified, at, caching, fields);
    }

    /** @param shownVersion counts events from 1; becomes the {@code ETag} */
    public Answer version(long shownVersion, Instant modifiedAt) {
        return new Answer(status, envelope, headers, cookies, shownVersion, modifiedAt, at, caching, fields);
    }

    /** The position in the log that it shows; becomes the {@code Consistency-Token}. */
    public Answer at(LogPosition position) {
        return new Answer(status, envelope, headers, cookies, version, modified, position, caching, fields);
    }

    public Answer caching(Caching who) {
        return new Answer(status, envelope, headers, cookies, version, modified, at, who, fields);
    }

    public Answer only(Fields wanted) {
        return new Answer(status, envelope, headers, cookies, version, modified, at, caching, wanted);
    }

    /** Says that an earlier answer is given again. */
    public Answer replayed(boolean replayed) {
        return replayed ? header("Idempotent-Replayed", "true") : this;
    }
}
