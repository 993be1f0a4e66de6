package com.steveslist.api.audit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.steveslist.api.timetravel.FieldChange;
import java.util.List;

/** An event with what it changed of each thing that it is about. */
record ChangedEventResource(@JsonUnwrapped PastEventResource event, List<ChangedThing> changed) {

    /**
     * @param kind {@code order}, {@code refund} and so on
     * @param changes of the fields that the thing has in the API, all of them for the event that begins it
     */
    record ChangedThing(String kind, String id, List<FieldChange> changes) {}
}
