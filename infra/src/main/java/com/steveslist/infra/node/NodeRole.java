package com.steveslist.infra.node;

/** One of the things a node can do. */
public enum NodeRole {
    API,
    COMMAND,
    /** Keeps PostgreSQL views up to date. */
    VIEWS,
    /** Carries the log to Kafka. */
    RELAY,
    /** Keeps the search index up to date. */
    INDEX,
    /** Exports to the warehouse. */
    WAREHOUSE,
    /** Runs sagas and automations. */
    PROCESS,
    /** Does what processes wish. */
    EFFECTS,
    /** Keeps the tree that proofs of the log are made of, and signs it. */
    PROOF
}
