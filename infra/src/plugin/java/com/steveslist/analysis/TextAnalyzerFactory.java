package com.steveslist.analysis;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.KStemFilter;
import org.elasticsearch.plugin.NamedComponent;
import org.elasticsearch.plugin.analysis.AnalyzerFactory;

/** Reduces words to what they mean: one synonym for all, singular for plural. The same at index and at search time. */
@NamedComponent("steveslist_text")
public final class TextAnalyzerFactory implements AnalyzerFactory {

    @Override
    public Analyzer create() {
        return new FilteredAnalyzer(words -> new CanonicalWordFilter(new KStemFilter(new CanonicalWordFilter(words))));
    }
}
