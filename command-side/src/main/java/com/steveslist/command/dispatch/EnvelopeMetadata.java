package com.steveslist.command.dispatch;

/**
 * The metadata under which an event carries its envelope from the deciding aggregate to the event store, which keeps each in a column
 * of its own. All values are strings; what is unknown is absent. Any other metadata is kept as it is.
 */
public final class EnvelopeMetadata {

    /** The account whose data it is. Always there. */
    public static final String OWNER = "owner";

    /** The accounts that may see it, owner included, separated by commas. Always there. */
    public static final String PARTIES = "parties";

    /** A name of {@code Actor.Kind} in lower case. Always there. */
    public static final String ACTOR_KIND = "actor_kind";

    /** Always there. */
    public static final String ACTOR_ID = "actor_id";

    /** The request that began it all. Always there. */
    public static final String REQUEST_ID = "request_id";

    /** The conversation, such as a checkout's id. */
    public static final String CORRELATION_ID = "correlation_id";

    /** The id of the event that led to the command. */
    public static final String CAUSED_BY = "caused_by";

    /** The name of the command that led to it. No column of its own: it stays among the metadata. Events from before it was kept lack it. */
    public static final String COMMAND = "command";

    private EnvelopeMetadata() {}
}
