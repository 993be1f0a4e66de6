package com.steveslist.command.privacy;

import javax.crypto.SecretKey;

/**
 * Port: keys of 256 bits, one a use, from which no other can be told. All nodes have the same. They were derived from the master key once
 * and stay as they are when that is rotated, since what was hashed or signed with them stays too.
 */
public interface DerivedKeys {

    /** @param use a name that never changes, such as {@code api CURSOR} */
    SecretKey of(String use, String algorithm);
}
