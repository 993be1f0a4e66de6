package com.steveslist.api.search;

import com.steveslist.api.search.SearchTally.Search;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How often which text was searched, on all nodes together, in the table {@code searched}. A text can be read in it once
 * {@value #PEOPLE} different people have typed it.
 */
@Component
final class SearchCounts {

    static final int PEOPLE = 3;

    /** Rows that are kept, the hottest. */
    private static final int MOST = 500_000;

    private final JdbcClient jdbc;

    SearchCounts(@Qualifier("securityJdbc") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds what a node counted. May be called by several at once. */
    void add(List<Search> searches) {
        if (searches.isEmpty()) {
            return;
        }
        byte[][] hashes = searches.stream().map(Search::textHash).toArray(byte[][]::new);
        byte[][] people = searches.stream().map(Search::person).toArray(byte[][]::new);
        String[] texts = searches.stream().map(Search::text).toArray(String[]::new);
        // In one order on every node, so that none waits for another that waits for it.
        jdbc.sql("""
                        insert into searched as known (text_hash, people, heat, searched_at)
                        select hash, array_agg(distinct person),
                            extract(epoch from now() - timestamptz '2026-01-01 00:00Z') / 604800 + ln(count(*)) / ln(2), now()
                        from unnest(?, ?) as typed (hash, person) group by hash order by hash
                        on conflict (text_hash) do update set
                            people = case when known.text is null
                                then array(select distinct unnest(known.people || excluded.people)) else known.people end,
                            heat = greatest(known.heat, excluded.heat)
                                + ln(1 + power(2, -least(abs(known.heat - excluded.heat), 60))) / ln(2),
                            searched_at = excluded.searched_at""")
                .params(hashes, people)
                .update();
        jdbc.sql("""
                        update searched as known set text = typed.text, people = '{}'
                        from (select distinct hash, text from unnest(?, ?) as given (hash, text)) as typed
                        where known.text_hash = typed.hash and known.text is null and cardinality(known.people) >= ?""")
                .params(hashes, texts, PEOPLE)
                .update();
    }

    /** What people search for most of late. */
    List<String> most(int limit) {
        return jdbc.sql("select text from searched where text is not null order by heat desc limit ?")
                .param(limit)
                .query(String.class)
                .list();
    }

    /** When something was searched last, in a form to compare. */
    String last() {
        return jdbc.sql("select coalesce(max(searched_at), to_timestamp(0))::text from searched").query(String.class).single();
    }

    /** Forgets what nobody searches any more, and what hardly anybody did when there is too much. */
    void sweep() {
        jdbc.sql("""
                        delete from searched
                        where searched_at < now() - interval '60 days' or text is null and searched_at < now() - interval '7 days'""")
                .update();
        jdbc.sql("delete from searched where text_hash in (select text_hash from searched order by heat desc offset ?)")
                .param(MOST)
                .update();
    }
}
