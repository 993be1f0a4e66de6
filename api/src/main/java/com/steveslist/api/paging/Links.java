package com.steveslist.api.paging;

import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Call;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code Link} header (RFC 8288) of a page: the addresses of the pages around it, with the same filters. */
public final class Links {

    private static final int FARTHEST_OFFSET = 10_000;

    private final Call call;
    private final List<String> links = new ArrayList<>();

    Links(Call call) {
        this.call = call;
    }

    /** The ways from a list that is read on and on: to its beginning, and to what comes after {@code place}. */
    public static Answer onward(Answer answer, Call call, String place) {
        Links links = new Links(call);
        links.add("first", null, null);
        links.add("next", "after", place);
        return answer.header("Link", String.join(", ", links.links));
    }

    Answer aroundCursor(Answer answer, @Nullable String previous, @Nullable String next) {
        add("first", null, null);
        if (previous != null) {
            add("prev", "cursor", previous);
        }
        if (next != null) {
            add("next", "cursor", next);
        }
        return answer.header("Link", String.join(", ", links));
    }

    Answer aroundOffset(Answer answer, int offset, int limit, long total) {
        add("first", "offset", "0");
        if (offset > 0) {
            add("prev", "offset", String.valueOf(Math.max(0, offset - limit)));
        }
        if (offset + (long) limit < total && offset + limit <= FARTHEST_OFFSET) {
            add("next", "offset", String.valueOf(offset + limit));
        }
        long last = total == 0 ? 0 : (total - 1) / limit * limit;
        add("last", "offset", String.valueOf(Math.min(last, FARTHEST_OFFSET)));
        return answer.header("Link", String.join(", ", links));
    }

    private void add(String relation, @Nullable String parameter, @Nullable String value) {
        List<String> pairs = new ArrayList<>();
        for (Map.Entry<String, List<String>> other : call.params().except(Set.of("cursor", "offset", "after")).entrySet()) {
            other.getValue().forEach(one -> pairs.add(encode(other.getKey()) + "=" + encode(one)));
        }
        if (parameter != null && value != null) {
            pairs.add(parameter + "=" + value);
        }
        String query = pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
        links.add("<" + call.origin() + call.path() + query + ">; rel=\"" + relation + "\"");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
