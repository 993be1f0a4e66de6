package com.steveslist.infra.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeapLogTest {

    private static final String BOUND = "[0.009s][info][gc,init] Heap Max Capacity: 512M";

    @Test
    void the_peak_is_the_most_that_a_collection_left() {
        HeapLog log = new HeapLog(List.of(BOUND,
                "[1.2s][info][gc     ] GC(0) Pause Young (Allocation Failure) 134M->25M(493M) 9.3ms",
                "[2.2s][info][gc     ] GC(1) Pause Full (Metadata GC Threshold) 300M->61M(493M) 80.1ms",
                "[3.2s][info][gc     ] GC(2) Pause Young (Allocation Failure) 197M->60M(493M) 4.0ms"));
        assertThat(log.peakMiB(512)).isEqualTo(61);
    }

    @Test
    void a_heap_without_the_bound_proves_nothing() {
        assertThatThrownBy(() -> new HeapLog(List.of()).peakMiB(512)).hasMessageContaining("-Xmx512m");
        assertThatThrownBy(() -> new HeapLog(List.of("[gc,init] Heap Max Capacity: 6028M")).peakMiB(512)).hasMessageContaining("-Xmx512m");
    }
}
