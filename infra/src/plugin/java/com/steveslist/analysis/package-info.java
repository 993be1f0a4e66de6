/**
 * How Steveslist reads what people write, as a stable plugin: a plain Elasticsearch core lacks stemming and folding, and a full cluster
 * takes the same plugin. Three analyzers: {@code steveslist_text} for meaning (stems, synonyms), {@code steveslist_words} for what was
 * typed, {@code steveslist_joined} for what was typed with neighbours written together. None of them puts alternatives of one word side by
 * side at search time, because Elasticsearch does not look for typing errors in such words.
 */
@NullMarked
package com.steveslist.analysis;

import org.jspecify.annotations.NullMarked;
