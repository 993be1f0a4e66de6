package com.steveslist.api.timetravel;

import com.steveslist.api.consistency.ConsistencyTokens;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.error.FieldError;
import com.steveslist.api.input.Params;
import com.steveslist.api.timetravel.AsOf.Naming;
import com.steveslist.query.history.Moment;
import com.steveslist.query.history.Moments;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads {@code as_of} and finds its moment. It is a time, a {@code Consistency-Token}, or a position of the log, as audits show them; what
 * was answered with a token is answered again with {@code as_of} that token.
 */
@Component
public final class Past {

    public static final String PARAMETER = "as_of";

    private static final int LONGEST = 60;
    private static final Pattern POSITION = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{32}");

    private static final Pattern UNENCODED_PLUS = Pattern.compile(" (\\d\\d:\\d\\d)$");

    private final Moments moments;
    private final ConsistencyTokens tokens;

    Past(Moments moments, ConsistencyTokens tokens) {
        this.moments = moments;
        this.tokens = tokens;
    }

    /** Read it before {@code params.done()}. Null when it is not there. */
    public @Nullable AsOf read(Params params) {
        return read(params, PARAMETER);
    }

    /** As {@link #read(Params)}, by another name. */
    public @Nullable AsOf read(Params params, String name) {
        Naming naming = params.parsed(name, LONGEST, this::naming, "invalid_value",
                name + " must be an RFC 3339 time such as 2026-11-23T10:15:00Z, a Consistency-Token as an answer gave it, or a position of the"
                        + " log.");
        return naming == null ? null : new AsOf(name, naming);
    }

    private Naming naming(String text) {
        if (POSITION.matcher(text).matches()) {
            return new Naming.Position(Long.parseLong(text));
        }
        if (TOKEN.matcher(text).matches()) {
            try {
                return new Naming.Seen(tokens.decode(text));
            } catch (ApiException e) {
                throw new IllegalArgumentException(e);
            }
        }
        // A plus that was not percent-encoded arrives as a space.
        return new Naming.Time(Params.instant(UNENCODED_PLUS.matcher(text).replaceFirst("+$1")));
    }

    /** The moment; null for none. Throws {@code invalid_request} when there is no such moment. */
    public @Nullable Moment find(@Nullable AsOf asOf) {
        if (asOf == null) {
            return null;
        }
        Moments.Found found = switch (asOf.naming()) {
            case Naming.Time named -> moments.at(named.time());
            case Naming.Seen named -> moments.after(named.place());
            case Naming.Position named -> moments.after(named.position());
        };
        return switch (found) {
            case Moments.Found.Known known -> known.moment();
            case Moments.Found.None none -> throw missing(asOf.name(), none.why());
        };
    }

    private static ApiException missing(String name, Moments.Missing why) {
        return switch (why) {
            case AHEAD -> wrong(name, "out_of_range", name + " names a moment that has not come yet: name an earlier one.");
            case BEFORE_LOG -> wrong(name, "out_of_range", name + " names a moment before anything happened here.");
            case TAKEN_BACK -> wrong(name, "out_of_range",
                    name + " names a moment that is no part of history any more: what happened then was lost when a database was replaced.");
        };
    }

    private static ApiException wrong(String name, String code, String detail) {
        return ApiException.invalid(new FieldError(FieldError.In.QUERY, "/" + name, code, detail));
    }

    /**
     * What was found, if the caller may see it. Throws {@code not_found_then} for what was not there at the moment and is now, and {@code
     * not_found} for what is not there, or not the caller's to see.
     *
     * @param today reads it as it is today; throws {@code not_found} when it is not there, or not the caller's to see
     * @param noun such as {@code order}
     */
    public <V> V require(Optional<V> found, @Nullable Moment moment, Runnable today, Predicate<V> seen, String noun) {
        Optional<V> shown = found.filter(seen);
        if (shown.isPresent()) {
            return shown.get();
        }
        if (moment != null) {
            today.run();
            throw notThen(noun);
        }
        throw ApiException.notFound("There is no such " + noun + ".");
    }

    /** Of what is there today. */
    public static ApiException notThen(String noun) {
        return ApiException.of(
                ErrorCode.NOT_FOUND_THEN, "There was no such " + noun + " at that moment; it came later. Name a later one, or none.");
    }
}
