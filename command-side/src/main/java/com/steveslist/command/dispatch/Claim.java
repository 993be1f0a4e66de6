package com.steveslist.command.dispatch;

import com.steveslist.events.id.Id;

/**
 * Something only one aggregate may have at a time, such as an e-mail address. It is committed with the events of the command that
 * carries it, or the command is rejected.
 *
 * @param kind such as {@code email}
 * @param hash a keyed hash of the value; the value itself is never stored
 * @param holder who gets it
 */
public record Claim(String kind, String hash, Id holder) {}
