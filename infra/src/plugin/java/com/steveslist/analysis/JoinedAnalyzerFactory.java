package com.steveslist.analysis;

import org.apache.lucene.analysis.Analyzer;
import org.elasticsearch.plugin.NamedComponent;
import org.elasticsearch.plugin.analysis.AnalyzerFactory;

/** Finds "Second-hand TV" for "secondhand tv": at index time, each word stands there also written together with the next. */
@NamedComponent("steveslist_joined")
public final class JoinedAnalyzerFactory implements AnalyzerFactory {

    @Override
    public Analyzer create() {
        return new FilteredAnalyzer(JoinNextFilter::new);
    }
}
