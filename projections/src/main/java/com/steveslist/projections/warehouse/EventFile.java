package com.steveslist.projections.warehouse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of events, by its name.
 *
 * @param from the first record's offset
 * @param to the offset behind the last record
 */
record EventFile(Path path, String date, int epoch, int partition, long from, long to) {

    private static final Comparator<EventFile> LARGER_FIRST = Comparator.comparingInt(EventFile::partition)
            .thenComparingLong(EventFile::from)
            .thenComparing(Comparator.comparingLong(EventFile::to).reversed());
    private static final Pattern NAME = Pattern.compile("e(\\d+)-p(\\d+)-(\\d+)-(\\d+)\\.parquet");

    static EventFile in(Path events, String date, int epoch, int partition, long from, long to) {
        String name = String.format(Locale.ROOT, "e%d-p%02d-%012d-%012d.parquet", epoch, partition, from, to);
        return new EventFile(events.resolve("date=" + date).resolve(name), date, epoch, partition, from, to);
    }

    /** Empty when the name is not one of ours. */
    static Optional<EventFile> of(Path path) {
        Matcher name = NAME.matcher(path.getFileName().toString());
        Path folder = path.getParent();
        if (!name.matches() || folder == null || !folder.getFileName().toString().startsWith("date=")) {
            return Optional.empty();
        }
        return Optional.of(new EventFile(
                path,
                folder.getFileName().toString().substring("date=".length()),
                Integer.parseInt(name.group(1)),
                Integer.parseInt(name.group(2)),
                Long.parseLong(name.group(3)),
                Long.parseLong(name.group(4))));
    }

    boolean lies(EventFile within) {
        return partition == within.partition && from >= within.from && to <= within.to && !equals(within);
    }

    long records() {
        return to - from;
    }

    /** Without those whose records stand in a larger one too, in the order of partitions and offsets. */
    static List<EventFile> withoutLeftovers(List<EventFile> files) {
        List<EventFile> kept = new ArrayList<>();
        files.stream().sorted(LARGER_FIRST).forEach(file -> {
            // Whatever a file lies in begins before it, or with it and ends later: and of those the last one kept ends last.
            if (kept.isEmpty() || !file.lies(kept.getLast())) {
                kept.add(file);
            }
        });
        return kept;
    }
}
