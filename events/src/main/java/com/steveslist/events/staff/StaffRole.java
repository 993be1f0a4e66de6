package com.steveslist.events.staff;

/** What somebody who works for the market is there for. A role opens nothing by itself but what the calls of it say. */
public enum StaffRole {
    /** Sees the whole history, whoever it is about; each look at a person's values is an event. */
    AUDITOR,
    /** Helps people with their orders and accounts. */
    SUPPORT,
    /** Asks for figures. */
    ANALYST
}
