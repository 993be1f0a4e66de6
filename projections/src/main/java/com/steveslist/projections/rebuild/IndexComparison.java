package com.steveslist.projections.rebuild;

import com.fasterxml.jackson.databind.JsonNode;
import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.eventstore.Epochs;
import com.steveslist.projections.search.ListingIndexCopy;
import com.steveslist.query.search.ListingDocument;
import com.steveslist.query.store.ViewJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Two indexes, document by document, while both are written. Two documents of one place must be equal, and none may lack an event that
 * its index is known to have passed; what one has and the other may only not have reached yet is compared again later.
 */
final class IndexComparison {

    private static final int PAGE = 1_000;

    private final ListingIndexCopy served;
    private final ListingIndexCopy rebuilt;
    private final Differences differences;

    IndexComparison(ListingIndexCopy served, ListingIndexCopy rebuilt, Differences differences) {
        this.served = served;
        this.rebuilt = rebuilt;
        this.differences = differences;
    }

    /**
     * Compares everything.
     *
     * @param servedAt what the served index shows at least; {@code rebuiltAt} likewise
     * @param epochs what they took back may still be shown by who has not crossed to them yet
     * @return the ids of those that cannot be told yet
     */
    List<String> all(LogPosition servedAt, LogPosition rebuiltAt, Epochs epochs) throws IOException {
        differences.clear();
        List<String> later = new ArrayList<>();
        Documents ones = new Documents(served);
        Documents others = new Documents(rebuilt);
        @Nullable ListingDocument one = ones.next();
        @Nullable ListingDocument other = others.next();
        while (one != null || other != null) {
            int order = one == null ? 1 : other == null ? -1 : one.id().compareTo(other.id());
            compare(order <= 0 ? one : null, order >= 0 ? other : null, servedAt, rebuiltAt, epochs, later);
            one = order <= 0 ? ones.next() : one;
            other = order >= 0 ? others.next() : other;
        }
        return later;
    }

    /** Compares some of them again. */
    List<String> some(Collection<String> ids, LogPosition servedAt, LogPosition rebuiltAt, Epochs epochs) throws IOException {
        List<String> later = new ArrayList<>();
        List<String> sorted = List.copyOf(new TreeSet<>(ids));
        for (int from = 0; from < sorted.size(); from += PAGE) {
            List<String> page = sorted.subList(from, Math.min(sorted.size(), from + PAGE));
            Map<String, ListingDocument> ones = served.find(page);
            Map<String, ListingDocument> others = rebuilt.find(page);
            page.forEach(id -> compare(ones.get(id), others.get(id), servedAt, rebuiltAt, epochs, later));
        }
        return later;
    }

    private void compare(
            @Nullable ListingDocument one,
            @Nullable ListingDocument other,
            LogPosition servedAt,
            LogPosition rebuiltAt,
            Epochs epochs,
            List<String> later) {
        LogPosition oneAt = one == null ? LogPosition.START : one.at();
        LogPosition otherAt = other == null ? LogPosition.START : other.at();
        int order = oneAt.compareTo(otherAt);
        if (epochs.lost(oneAt) || epochs.lost(otherAt)) {
            later.add(id(one, other));
        } else if (order == 0 && one != null && other != null) {
            List<String> fields = fields(one, other);
            if (!fields.isEmpty()) {
                differences.note(one.id(), oneAt, otherAt, fields);
            }
        } else if (order < 0 ? servedAt.covers(otherAt) : rebuiltAt.covers(oneAt)) {
            differences.note(id(one, other), one == null ? null : oneAt, other == null ? null : otherAt,
                    one == null || other == null ? null : fields(one, other));
        } else if (one != null || other != null) {
            later.add(id(one, other));
        }
    }

    private static String id(@Nullable ListingDocument one, @Nullable ListingDocument other) {
        return Objects.requireNonNull(one != null ? one : other).id();
    }

    private static List<String> fields(ListingDocument one, ListingDocument other) {
        JsonNode left = ViewJson.tree(one);
        JsonNode right = ViewJson.tree(other);
        TreeSet<String> names = new TreeSet<>();
        left.fieldNames().forEachRemaining(names::add);
        right.fieldNames().forEachRemaining(names::add);
        return names.stream().filter(name -> !left.path(name).equals(right.path(name))).toList();
    }

    /** An index's documents one after the other, in the order of their ids. */
    private static final class Documents {

        private final ListingIndexCopy index;
        private Iterator<ListingDocument> page = List.<ListingDocument>of().iterator();
        private String after = "";

        Documents(ListingIndexCopy index) {
            this.index = index;
        }

        @Nullable
        ListingDocument next() throws IOException {
            if (!page.hasNext()) {
                page = index.page(after, PAGE).iterator();
            }
            if (!page.hasNext()) {
                return null;
            }
            ListingDocument next = page.next();
            after = next.id();
            return next;
        }
    }
}
