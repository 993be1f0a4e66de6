package com.steveslist.query.search;

import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Operator;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.ArrayList;
import java.util.List;

/**
 * How well a listing fits what was typed. Every word is looked for in every field on its own, so that "red sofa boston" may find the
 * colour in the description and the place in the city; a word counts by the best field that it stands in.
 */
final class Relevance {

    private static final double OTHER_FIELDS_TOO = 0.1;
    private static final String ONE_EDIT_PER_FEW_LETTERS = "AUTO";

    private Relevance() {}

    /**
     * Listings that have the words: in singular or plural, as a synonym, split or joined, and mistyped where the reading allows it. They
     * must have all of them, or most when the reading is relaxed.
     */
    static Query of(SearchText text, Reading reading) {
        BoolQuery.Builder words = new BoolQuery.Builder();
        for (int place = 0; place < text.words().size(); place++) {
            List<Query> ways = asMeant(text, place);
            if (reading.mistyped(place)) {
                ways.addAll(asMistyped(text, place));
            }
            words.should(anyOf(ways));
        }
        words.minimumShouldMatch(reading.relaxed() ? "1<-1 3<-40%" : "100%");
        return new BoolQuery.Builder().must(words.build()._toQuery()).should(together(text)).build()._toQuery();
    }

    /** Listings that have the word at this place, typed as it is. */
    static Query word(SearchText text, int place) {
        return anyOf(asMeant(text, place));
    }

    private static List<Query> asMeant(SearchText text, int place) {
        String word = text.words().get(place);
        List<Query> ways = new ArrayList<>();
        ways.add(match("name.joined", word, 7));
        ways.add(match("name", word, 6));
        ways.add(match("labels.text", word, 3));
        ways.add(match("category.text", word, 3));
        ways.add(match("description", word, 1));
        ways.add(match("city.text", word, 1));
        for (String joined : text.joined(place)) {
            ways.add(match("name.joined", joined, 6));
        }
        return ways;
    }

    private static List<Query> asMistyped(SearchText text, int place) {
        String word = text.words().get(place);
        List<Query> ways = new ArrayList<>();
        if (SearchText.mayBeMistyped(word)) {
            ways.add(mistyped("name.joined", word, 4));
            ways.add(mistyped("labels.text", word, 1.5f));
            ways.add(mistyped("category.text", word, 1.5f));
            ways.add(mistyped("description", word, 0.5f));
            ways.add(mistyped("city.text", word, 0.5f));
        }
        for (String joined : text.joined(place)) {
            if (SearchText.mayBeMistyped(joined)) {
                ways.add(mistyped("name.joined", joined, 3));
            }
        }
        return ways;
    }

    /** All of it next to each other in the name, or the name itself. */
    private static List<Query> together(SearchText text) {
        String typed = text.toString();
        return List.of(
                Query.of(q -> q.matchPhrase(phrase -> phrase.field("name").query(typed).slop(2).boost(3f))),
                Query.of(q -> q.term(name -> name.field("name.sort").value(typed).boost(3f))));
    }

    private static Query anyOf(List<Query> ways) {
        return Query.of(q -> q.disMax(best -> best.queries(ways).tieBreaker(OTHER_FIELDS_TOO)));
    }

    private static Query match(String field, String word, float boost) {
        return Query.of(q -> q.match(match -> match.field(field).query(word).operator(Operator.And).boost(boost)));
    }

    private static Query mistyped(String field, String word, float boost) {
        return Query.of(q -> q.match(match -> match.field(field)
                .query(word)
                .operator(Operator.And)
                .fuzziness(ONE_EDIT_PER_FEW_LETTERS)
                .maxExpansions(30)
                .boost(boost)));
    }
}
