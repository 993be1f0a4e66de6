package com.steveslist.api.drill;

import java.time.Duration;

/** Something that goes wrong for a while and is right again afterwards. */
@FunctionalInterface
interface Disturbance {
    /** Returns when it is over, after about that time. */
    void happen(Duration length);
}
