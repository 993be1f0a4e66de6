package com.steveslist.projections.scan;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for words in files, databases and indexes, in every form of {@link Form}. Case makes no difference where it could be lost.
 * Memory does not grow with what is read.
 */
public final class Scan {

    private static final int MOST_WORDS = 100;
    private static final int SHORTEST_WORD = 8;
    private static final int LONGEST_WORD = 200;

    private final Finder finder;
    private final Findings findings = new Findings();

    private Scan(Finder finder) {
        this.finder = finder;
    }

    /** @param words at most 100, of 8 to 200 characters: shorter ones are found in any heap of bytes by chance */
    public static Scan of(List<String> words) {
        if (words.isEmpty() || words.size() > MOST_WORDS) {
            throw new IllegalArgumentException("give 1 to " + MOST_WORDS + " words, one a line");
        }
        List<Form> forms = new ArrayList<>();
        for (String word : words) {
            if (word.length() < SHORTEST_WORD || word.length() > LONGEST_WORD) {
                throw new IllegalArgumentException("word " + (words.indexOf(word) + 1) + " has " + word.length() + " characters: give "
                        + SHORTEST_WORD + " to " + LONGEST_WORD);
            }
            forms.addAll(Form.of(words.indexOf(word) + 1, word));
        }
        return new Scan(new Finder(forms));
    }

    /** Every file below a folder, links not followed; what is packed is also looked into. */
    public Scan files(Path folder) throws IOException {
        new FileScan(this, folder).run();
        return this;
    }

    /** Every row of every table, as text. */
    public Scan database(String url, String user, String password) throws SQLException {
        TableScan.run(this, url, user, password);
        return this;
    }

    /** Every document of every index. @param address such as {@code http://localhost:9200} */
    public Scan index(URI address) throws IOException, InterruptedException {
        IndexScan.run(this, address);
        return this;
    }

    public Findings findings() {
        return findings;
    }

    /** In how many forms a word is looked for, over all words. */
    public int forms() {
        return finder.forms().size();
    }

    /** @return how many bytes there were */
    long look(String place, InputStream in) throws IOException {
        return finder.find(in, (form, at) -> findings.add(place, form, at));
    }

    void look(String place, byte[] bytes) {
        finder.find(bytes, bytes.length, (form, at) -> findings.add(place, form, at));
    }
}
