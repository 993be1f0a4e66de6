package com.steveslist.projections.story;

import com.steveslist.query.story.StoryProofs;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Proofs for stories, out of the tree that is kept beside the log. */
final class LogProofs {

    private LogProofs() {}

    /** Null where no tree is kept. */
    static @Nullable StoryProofs of(DataSource dataSource) {
        return null;
    }
}
