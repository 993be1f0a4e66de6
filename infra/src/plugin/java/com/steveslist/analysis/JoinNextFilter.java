package com.steveslist.analysis;

import java.io.IOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.jspecify.annotations.Nullable;

/**
 * Gives every word and, at the same place, the word written together with the one behind it: "wash machine now" becomes {@code wash},
 * {@code washmachine}, {@code machine}, {@code machinenow}, {@code now}. The joined word stands in the first one's place and does not count
 * for the field's length.
 */
final class JoinNextFilter extends TokenFilter {

    /** Longer words are nobody's typing. */
    private static final int MAX_JOINED = 60;

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
    private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);

    private @Nullable State pending;
    private @Nullable String previous;
    private int previousStart;

    JoinNextFilter(TokenStream input) {
        super(input);
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (pending != null) {
            restoreState(pending);
            pending = null;
            remember();
            return true;
        }
        if (!input.incrementToken()) {
            return false;
        }
        String before = increment.getPositionIncrement() == 1 ? previous : null;
        if (before != null && before.length() + term.length() <= MAX_JOINED) {
            String joined = before + term;
            pending = captureState();
            int end = offset.endOffset();
            clearAttributes();
            term.append(joined);
            offset.setOffset(previousStart, end);
            increment.setPositionIncrement(0);
            return true;
        }
        remember();
        return true;
    }

    private void remember() {
        previous = term.toString();
        previousStart = offset.startOffset();
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        pending = null;
        previous = null;
    }
}
