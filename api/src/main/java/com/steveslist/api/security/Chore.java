package com.steveslist.api.security;

import java.time.Duration;

/** Something that every node does from time to time, such as forgetting what is over. It must do no harm when several do it at once. */
public interface Chore {

    /** How long to wait between two runs. */
    Duration pause();

    /** What fails is logged and tried again at its next time. */
    void run();

    /** What is left to do when the node stops. */
    default void end() {}
}
