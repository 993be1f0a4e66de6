package com.steveslist.analysis;

import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/** Words by Unicode's rules, without regard to case, accents and possessives, and then through a filter. */
final class FilteredAnalyzer extends Analyzer {

    private final UnaryOperator<TokenStream> filter;

    FilteredAnalyzer(UnaryOperator<TokenStream> filter) {
        this.filter = filter;
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        Tokenizer words = new StandardTokenizer();
        return new TokenStreamComponents(words, filter.apply(plain(words)));
    }

    @Override
    protected TokenStream normalize(String field, TokenStream words) {
        return new ASCIIFoldingFilter(new LowerCaseFilter(words));
    }

    /** Finds "Café" for "cafe" and "Sony's" for "sony". */
    private static TokenStream plain(TokenStream words) {
        return new ASCIIFoldingFilter(new EnglishPossessiveFilter(new LowerCaseFilter(words)));
    }
}
