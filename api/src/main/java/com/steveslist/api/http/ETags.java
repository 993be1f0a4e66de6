package com.steveslist.api.http;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The entity tags of a condition (RFC 9110, 8.8.3).
 *
 * @param any whether it was {@code *}
 * @param strong tags without {@code W/}, quotes taken off
 * @param weak likewise, with {@code W/}
 */
public record ETags(boolean any, List<String> strong, List<String> weak) {

    private static final Pattern TAG = Pattern.compile("\\s*(W/)?\"([\\x21\\x23-\\x7e\\x80-\\uffff]*)\"\\s*(,|$)");

    static ETags parse(String headerName, String header) {
        if (header.strip().equals("*")) {
            return new ETags(true, List.of(), List.of());
        }
        List<String> strong = new ArrayList<>();
        List<String> weak = new ArrayList<>();
        Matcher matcher = TAG.matcher(header);
        int end = 0;
        while (matcher.lookingAt()) {
            (matcher.group(1) == null ? strong : weak).add(matcher.group(2));
            end = matcher.end();
            if (end == header.length()) {
                return new ETags(false, strong, weak);
            }
            matcher.region(end, header.length());
        }
        throw ApiException.of(
                ErrorCode.INVALID_HEADER, headerName + " must be * or quoted entity tags such as \"3\", as ETag gave them.");
    }

    /** Weak comparison, as {@code If-None-Match} wants it. */
    boolean matchesWeakly(String tag) {
        return any || strong.contains(tag) || weak.contains(tag);
    }
}
