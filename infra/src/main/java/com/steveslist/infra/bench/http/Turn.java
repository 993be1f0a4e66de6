package com.steveslist.infra.bench.http;

/** What a turn under load came to. */
record Turn(double seconds, double perSecond, double p50Millis, double p99Millis) {}
