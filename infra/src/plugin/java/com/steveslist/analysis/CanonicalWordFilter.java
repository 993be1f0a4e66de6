package com.steveslist.analysis;

import java.io.IOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Puts one word in the place of all that mean the same: "2nd" becomes {@code second}, "television" {@code tv}. See synonyms.txt. */
final class CanonicalWordFilter extends TokenFilter {

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

    CanonicalWordFilter(TokenStream input) {
        super(input);
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (!input.incrementToken()) {
            return false;
        }
        String canonical = Synonyms.CANONICAL.get(term.toString());
        if (canonical != null) {
            term.setEmpty().append(canonical);
        }
        return true;
    }
}
