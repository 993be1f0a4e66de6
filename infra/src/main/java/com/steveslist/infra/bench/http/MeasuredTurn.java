package com.steveslist.infra.bench.http;

/**
 * A turn, and how far the views were behind.
 *
 * @param seenAfterSeconds from the last answer until the views showed everything
 * @param behindSeconds the most that was seen during the turn; 0 where it is not looked at
 */
record MeasuredTurn(Turn turn, double seenAfterSeconds, double behindSeconds) {

    static final double VIEWS_WITHIN_SECONDS = 1;

    /**
     * Requests a second that the views keep up with. The same rule for all sides: what the views take beyond the second that they have is
     * counted as time of the turn, since it is how long requests would have had to be held. That is kind to whoever is behind: they catch
     * up here without requests beside them.
     */
    double perSecondWithViews() {
        return turn.perSecond() * turn.seconds() / (turn.seconds() + Math.max(0, seenAfterSeconds - VIEWS_WITHIN_SECONDS));
    }
}
