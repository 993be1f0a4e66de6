package com.steveslist.infra.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** What of this JVM's heap is still in use after collections, while one side works. */
public final class HeapWatch {

    /** What {@code ./steveslist up} gives the application. */
    public static final int LIMIT_MIB = 512;

    private static final double MIB = 1 << 20;

    private final Set<String> heapPools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP).map(MemoryPoolMXBean::getName).collect(Collectors.toSet());
    private final AtomicLong mostBytes = new AtomicLong();
    private volatile boolean working;

    public HeapWatch() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener((notification, _) -> collected(notification), null, null);
            }
        }
    }

    public <T> T during(Callable<T> work) throws Exception {
        working = true;
        try {
            return work.call();
        } finally {
            working = false;
        }
    }

    /** Reports what was seen, and the lines: neither that nor what the JVM was started with is more than {@value #LIMIT_MIB} MiB. */
    public void report(Report report) {
        report.atMost(new Figure("ours, heap after collections at most", "MiB", List.of(mostBytes.get() / MIB)), LIMIT_MIB);
        report.atMost(new Figure("heap that this JVM may use", "MiB", List.of(Runtime.getRuntime().maxMemory() / MIB)), LIMIT_MIB);
    }

    private void collected(Notification notification) {
        if (working && notification.getUserData() instanceof CompositeData data) {
            long used = GarbageCollectionNotificationInfo.from(data).getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                    .filter(pool -> heapPools.contains(pool.getKey())).mapToLong(pool -> pool.getValue().getUsed()).sum();
            mostBytes.accumulateAndGet(used, Math::max);
        }
    }
}
