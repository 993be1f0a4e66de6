package com.steveslist.api.timetravel;

import java.util.List;

/**
 * What has changed about a thing between two moments, field by field, in the order in which the thing has them.
 *
 * @param fromPosition of the log; likewise {@code toPosition}
 * @param fromVersion of the thing; likewise {@code toVersion}
 */
public record DiffResource(
        String id, long fromPosition, long toPosition, long fromVersion, long toVersion, List<FieldChange> changes) {}
