package com.steveslist.query.suggestion;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * What completes a beginning, best first: texts that people search for, in the order in which they are given; then names of listings, those
 * that begin so before those with a later word that does, and what more listings are called before what fewer are. Immutable; every
 * beginning is answered in a time that hardly depends on how many texts there are.
 */
public final class Suggestions {

    public static final Suggestions NONE = of(List.of(), List.of());

    private final List<Entry> entries;
    private final int searches;
    private final Key[] keys;
    private final Ranks ranks;

    private record Entry(String shown, String folded) {}

    /** A word of an entry with what follows it. @param rank lower is better */
    private record Key(int entry, int begin, int rank) {}

    private Suggestions(List<Entry> entries, int searches, Key[] keys) {
        this.entries = entries;
        this.searches = searches;
        this.keys = keys;
        this.ranks = new Ranks(keys.length, place -> keys[place].rank());
    }

    /**
     * @param searches most searched first
     * @param names one a listing, in any order
     */
    public static Suggestions of(Collection<String> searches, Collection<String> names) {
        List<Entry> entries = new ArrayList<>();
        List<Key> keys = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (String search : searches) {
            FoldedText folded = FoldedText.of(search);
            if (!folded.isEmpty() && taken.add(folded.text)) {
                for (int begin : folded.words) {
                    keys.add(new Key(entries.size(), begin, entries.size()));
                }
                entries.add(new Entry(search, folded.text));
            }
        }
        int searched = entries.size();
        List<Name> distinct = distinct(names, taken);
        for (int i = 0; i < distinct.size(); i++) {
            FoldedText folded = distinct.get(i).folded();
            for (int begin : folded.words) {
                keys.add(new Key(entries.size(), begin, searched + i + (begin == 0 ? 0 : distinct.size())));
            }
            entries.add(new Entry(distinct.get(i).shown(), folded.text));
        }
        keys.sort((one, other) -> compare(entries, one, other));
        return new Suggestions(List.copyOf(entries), searched, keys.toArray(Key[]::new));
    }

    private static int compare(List<Entry> entries, Key one, Key other) {
        String a = entries.get(one.entry()).folded();
        String b = entries.get(other.entry()).folded();
        int i = one.begin();
        int j = other.begin();
        while (i < a.length() && j < b.length() && a.charAt(i) == b.charAt(j)) {
            i++;
            j++;
        }
        return i < a.length() && j < b.length() ? Character.compare(a.charAt(i), b.charAt(j)) : (a.length() - i) - (b.length() - j);
    }

    private record Name(String shown, FoldedText folded, int listings) {}

    private static List<Name> distinct(Collection<String> names, Set<String> taken) {
        Map<String, Name> byText = new HashMap<>();
        for (String name : names) {
            FoldedText folded = FoldedText.of(name);
            if (!folded.isEmpty() && !taken.contains(folded.text)) {
                byText.merge(folded.text, new Name(name, folded, 1),
                        (known, again) -> new Name(known.shown(), known.folded(), known.listings() + 1));
            }
        }
        return byText.values().stream()
                .sorted(Comparator.comparingInt((Name name) -> -name.listings()).thenComparing(name -> name.folded().text))
                .toList();
    }

    /** Searches and names. */
    public List<String> complete(String beginning, int limit) {
        return best(beginning, limit, entries.size());
    }

    /** Searches only. */
    public List<String> searched(String beginning, int limit) {
        return best(beginning, limit, searches);
    }

    /** @param below of a search the index is less than the number of searches, and so is its rank */
    private List<String> best(String beginning, int limit, int below) {
        String prefix = FoldedText.of(beginning).text;
        if (prefix.isEmpty()) {
            return List.of();
        }
        Set<Integer> found = new LinkedHashSet<>();
        PriorityQueue<Ranks.Range> open = new PriorityQueue<>(Comparator.comparingInt(range -> keys[range.best()].rank()));
        ranks.range(first(prefix, 0), first(prefix, 1)).ifPresent(open::add);
        while (found.size() < limit && !open.isEmpty()) {
            Ranks.Range range = open.remove();
            int entry = keys[range.best()].entry();
            if (entry >= below) {
                break;
            }
            found.add(entry);
            ranks.range(range.from(), range.best()).ifPresent(open::add);
            ranks.range(range.best() + 1, range.to()).ifPresent(open::add);
        }
        return found.stream().map(entry -> entries.get(entry).shown()).toList();
    }

    /** The first place whose key compares with the prefix as this or more: 0 for those that begin with it, 1 for those behind. */
    private int first(String prefix, int comparison) {
        int low = 0;
        int high = keys.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(keys[middle], prefix) >= comparison) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** 0 when the key begins with the prefix. */
    private int compare(Key key, String prefix) {
        String text = entries.get(key.entry()).folded();
        int end = Math.min(prefix.length(), text.length() - key.begin());
        for (int i = 0; i < end; i++) {
            int difference = Character.compare(text.charAt(key.begin() + i), prefix.charAt(i));
            if (difference != 0) {
                return Integer.signum(difference);
            }
        }
        return end == prefix.length() ? 0 : -1;
    }
}
