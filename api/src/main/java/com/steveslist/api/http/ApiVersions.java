package com.steveslist.api.http;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The versions of {@code /v1}, named by date. A version only adds; a client that names an older one in {@code Steveslist-Version} sees what
 * that one had. What would break a client becomes {@code /v2}.
 */
public final class ApiVersions {

    public static final String HEADER = "Steveslist-Version";

    /** Oldest first. A change that clients can notice adds one. */
    private static final List<Version> ALL = List.of(new Version(LocalDate.of(2026, 11, 28), "The first version."));

    private ApiVersions() {}

    /** @param change what it added, in a sentence or two */
    public record Version(LocalDate date, String change) {}

    /** Oldest first. */
    public static List<Version> all() {
        return ALL;
    }

    public static LocalDate newest() {
        return ALL.getLast().date();
    }

    /** The version that a header names; the newest without one. Throws {@code invalid_header} for a date that is no version's. */
    static LocalDate parse(@Nullable String header) {
        if (header == null) {
            return newest();
        }
        String wanted = header.strip();
        return ALL.stream()
                .map(Version::date)
                .filter(date -> date.toString().equals(wanted))
                .findFirst()
                .orElseThrow(() -> ApiException.of(
                        ErrorCode.INVALID_HEADER,
                        HEADER + " must be the date of a version, or left out for the newest. Versions: "
                                + ALL.stream().map(version -> version.date().toString()).collect(Collectors.joining(", ")) + "."));
    }
}
