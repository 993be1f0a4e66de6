package com.steveslist.command.dispatch;

import com.steveslist.events.id.Id;
import org.jspecify.annotations.Nullable;

/**
 * Something only one aggregate may have at a time, such as an e-mail address. It is committed with the events of the command that
 * carries it, or the command is rejected.
 *
 * @param kind such as {@code email}
 * @param hash a keyed hash of the value; the value itself is never stored. Null to let the holder's claim of this kind go
 * @param holder who gets it
 */
public record Claim(String kind, @Nullable String hash, Id holder) {

    /** Lets go what the holder has of this kind; without one nothing changes. */
    public static Claim release(String kind, Id holder) {
        return new Claim(kind, null, holder);
    }
}
