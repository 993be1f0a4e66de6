package com.steveslist.events.log;

/**
 * A place in the event log. Positions follow commit order from 1 without gaps within an epoch; a promotion of a standby or a restore
 * starts a new epoch, in which positions may be used again.
 *
 * @param epoch from 1
 * @param position 0 before the first event
 */
public record LogPosition(int epoch, long position) implements Comparable<LogPosition> {

    public static final LogPosition START = new LogPosition(1, 0);

    public LogPosition {
        if (epoch < 1 || position < 0) {
            throw new IllegalArgumentException("epoch is from 1, position from 0");
        }
    }

    /** Whether a reader at this place has seen everything up to {@code other}. */
    public boolean covers(LogPosition other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(LogPosition other) {
        return epoch != other.epoch ? Integer.compare(epoch, other.epoch) : Long.compare(position, other.position);
    }

    @Override
    public String toString() {
        return epoch + ":" + position;
    }
}
