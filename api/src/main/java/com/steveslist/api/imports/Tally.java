package com.steveslist.api.imports;

import com.steveslist.api.listing.ListingRows.Done;
import com.steveslist.api.listing.ListingRows.Outcome;
import com.steveslist.events.log.LogPosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What became of the rows of a chunk, put together by many threads. */
final class Tally {

    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    private final List<RowFailure> failures = new ArrayList<>();
    private LogPosition at = LogPosition.START;

    synchronized void add(Done done) {
        outcomes.merge(done.outcome(), 1, Integer::sum);
        at = done.at().covers(at) ? done.at() : at;
    }

    synchronized void add(RowFailure failure) {
        failures.add(failure);
    }

    synchronized Import.Counts counts() {
        return new Import.Counts(count(Outcome.CREATED), count(Outcome.UPDATED), count(Outcome.UNCHANGED), failures.size());
    }

    private int count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }

    /** By row. */
    synchronized List<RowFailure> failures() {
        return failures.stream().sorted(Comparator.comparingInt(RowFailure::row)).toList();
    }

    synchronized LogPosition at() {
        return at;
    }
}
