/** Keeps the index of listings: reads events from Kafka, applies them to whole documents, writes the documents to Elasticsearch. */
@NullMarked
package com.steveslist.projections.search;

import org.jspecify.annotations.NullMarked;
