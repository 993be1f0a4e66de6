package com.steveslist.api.http;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code Prefer} (RFC 7240). Preferences that are not known are passed over, as the RFC wants it. */
final class Preferences {

    private static final int MOST_SECONDS = 30;
    private static final Pattern WAIT = Pattern.compile("(?i)(?:^|[,;])\\s*wait\\s*=\\s*\"?([^,;\"]*)\"?");

    private Preferences() {}

    static @Nullable Duration wait(@Nullable String header) {
        Matcher matcher = WAIT.matcher(header == null ? "" : header);
        if (!matcher.find()) {
            return null;
        }
        String seconds = matcher.group(1).strip();
        if (!seconds.matches("\\d{1,2}") || Integer.parseInt(seconds) > MOST_SECONDS) {
            throw ApiException.of(ErrorCode.INVALID_HEADER, "Prefer: wait is a whole number of seconds from 0 to 30.");
        }
        return Duration.ofSeconds(Integer.parseInt(seconds));
    }
}
