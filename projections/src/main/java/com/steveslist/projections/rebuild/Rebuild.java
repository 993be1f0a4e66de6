package com.steveslist.projections.rebuild;

/** What can be done with the versions of one read model. One process at a time does it; see {@link RebuildLock}. */
interface Rebuild {

    /**
     * Makes the next version from the first event, compares it with the one that serves, and lets it serve instead.
     *
     * @param swap whether it is to serve; if not, it is thrown away after the comparison
     * @return in how many rows the two differed
     */
    long build(boolean swap) throws Exception;

    /** Lets the previous version serve again, with all that happened since. @return in how many rows the two differed */
    long rollback() throws Exception;

    /** Throws the previous version away. @return whether there was one */
    boolean dropOld() throws Exception;
}
