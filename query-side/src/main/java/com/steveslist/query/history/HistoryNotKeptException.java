package com.steveslist.query.history;

/** A view was filled before history was kept, and cannot tell what was at this moment. */
public final class HistoryNotKeptException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String view;
    private final long fromPosition;

    /** @param view such as {@code view.listing} @param fromPosition what held from here on is known */
    public HistoryNotKeptException(String view, long fromPosition) {
        super(view + " keeps history from position " + fromPosition + " on", null, false, false);
        this.view = view;
        this.fromPosition = fromPosition;
    }

    public String view() {
        return view;
    }

    public long fromPosition() {
        return fromPosition;
    }
}
