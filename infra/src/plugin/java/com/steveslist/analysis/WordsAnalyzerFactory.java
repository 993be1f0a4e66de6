package com.steveslist.analysis;

import org.apache.lucene.analysis.Analyzer;
import org.elasticsearch.plugin.NamedComponent;
import org.elasticsearch.plugin.analysis.AnalyzerFactory;

/** Words as they were typed, without regard to case and accents. */
@NamedComponent("steveslist_words")
public final class WordsAnalyzerFactory implements AnalyzerFactory {

    @Override
    public Analyzer create() {
        return new FilteredAnalyzer(words -> words);
    }
}
