package com.steveslist.projections.warehouse;

import com.steveslist.infra.consumer.ConsumerLedger;
import com.steveslist.infra.postgres.PostgresProperties;
import com.steveslist.infra.relay.EventTopic;
import com.steveslist.projections.topic.Trouble;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps one exporter going over all nodes: whoever holds the database's advisory lock of that name exports, the others ask again twice
 * a second. The lock ends with its connection, so a dead node gives it up at once, and a frozen one soon (see {@link ExportRight}). An
 * exporter that fails is made anew from the files.
 */
final class WarehouseRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WarehouseRunner.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int ANSWER_SECONDS = 2;

    private final PostgresProperties postgres;
    private final WarehouseVersions versions;
    private final String bootstrapServers;
    private final DataSource dataSource;
    private final Trouble trouble;
    private volatile boolean running;
    private volatile Thread thread = new Thread(this::run);

    WarehouseRunner(
            PostgresProperties postgres, WarehouseVersions versions, String bootstrapServers, DataSource dataSource) {
        this.postgres = postgres;
        this.versions = versions;
        this.bootstrapServers = bootstrapServers;
        this.dataSource = dataSource;
        this.trouble = new Trouble(WarehouseProgress.CONSUMER, new ConsumerLedger(dataSource));
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = Thread.ofPlatform().name(WarehouseProgress.CONSUMER).start(this::run);
    }

    @Override
    public synchronized void stop() {
        running = false;
        try {
            thread.join(Duration.ofSeconds(15));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            boolean ours = false;
            try (Connection lock = connect()) {
                while (running && !WarehouseLock.take(lock, WarehouseLock.EXPORT)) {
                    DuckDb.load();
                    pause();
                }
                try (ExportRight right = new ExportRight(lock)) {
                    while (running && right.held()) {
                        export(lock, right);
                    }
                } catch (SQLException | RuntimeException e) {
                    ours = lock.isValid(ANSWER_SECONDS);
                    throw e;
                }
            } catch (SQLException | RuntimeException e) {
                if (running) {
                    failed(e, ours);
                }
            }
        }
    }

    /** Who has lost the lock, or waits for it, says nothing: another node exports meanwhile, and could not take it back. */
    private void failed(Exception cause, boolean ours) {
        if (ours) {
            pause(trouble.failed(cause));
        } else {
            LOG.info("the warehouse's export waits for its turn again: {}", cause.getMessage());
            pause();
        }
    }

    /** Keeps the version that serves, until another does. */
    private void export(Connection lock, ExportRight right) throws SQLException {
        long begun = System.nanoTime();
        String version = versions.point();
        if (!WarehouseLock.take(lock, WarehouseLock.ofVersion(version))) {
            pause();
            return;
        }
        try (Consumer<byte[], byte[]> records = new KafkaConsumer<>(WarehouseConfiguration.settings(bootstrapServers))) {
            WarehouseProgress progress =
                    new WarehouseProgress(dataSource, EventTopic.ensure(bootstrapServers), WarehouseProgress.CONSUMER, version);
            WarehouseExporter exporter =
                    new WarehouseExporter(records, versions.files(version, right::require), progress, WarehouseExporter.PACED);
            trouble.begins();
            LOG.info("this node exports the warehouse now, and read what it holds in {} ms", millisSince(begun));
            while (running && right.held() && versions.current().equals(version)) {
                exporter.turn();
                trouble.goesOn();
            }
        }
        WarehouseLock.release(lock, WarehouseLock.ofVersion(version));
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", postgres.user());
        properties.setProperty("password", postgres.password());
        properties.setProperty("ApplicationName", "steveslist-warehouse");
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("socketTimeout", "10");
        properties.setProperty("options", "-c idle_session_timeout=" + ExportRight.SERVER_WAITS);
        return DriverManager.getConnection(postgres.url(), properties);
    }

    private static long millisSince(long nanoTime) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanoTime);
    }

    private static void pause() {
        pause(PAUSE.toMillis());
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
