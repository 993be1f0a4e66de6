package com.steveslist.infra.bench;

/** One comparison. Implementations are found as services and need a public constructor without parameters. */
public interface Benchmark {

    /** What is typed after {@code ./steveslist bench}. */
    String name();

    /** What is compared with what, in one line. */
    String question();

    /** Measures, and reports figures and the lines to be reached. */
    void run(Rounds rounds, Report report) throws Exception;
}
