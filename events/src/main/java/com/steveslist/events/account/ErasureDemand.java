package com.steveslist.events.account;

/** On whose demand a person is erased. */
public enum ErasureDemand {
    OWNER,
    STAFF
}
