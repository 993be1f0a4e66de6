package com.steveslist.projections.scan;

import com.steveslist.projections.warehouse.DuckDb;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.FileRecords;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;
import org.jspecify.annotations.Nullable;

/** Looks through files as they lie there, and into those of Kafka and the warehouse and what gzip has packed. */
final class FileScan {

    private static final String KAFKA_SEGMENT = "\\d{20}\\.log";

    private final Scan scan;
    private final Path folder;
    private @Nullable Connection duck;

    FileScan(Scan scan, Path folder) {
        this.scan = scan;
        this.folder = folder;
    }

    void run() throws IOException {
        try {
            walk();
        } finally {
            close();
        }
    }

    private void walk() throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    look(file);
                }
                return FileVisitResult.CONTINUE;
            }

            /** Servers delete files at any time. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                failed(file, e);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void failed(Path file, Exception e) {
        if (!(e instanceof NoSuchFileException)) {
            scan.findings().unread(folder.relativize(file) + ": " + e.getMessage());
        }
    }

    private void look(Path file) {
        String place = folder.getFileName() + "/" + folder.relativize(file);
        String name = String.valueOf(file.getFileName());
        try {
            try (InputStream in = Files.newInputStream(file)) {
                scan.findings().file(scan.look(place, in));
            }
            if (name.endsWith(".gz")) {
                unpack(file, place);
            } else if (name.endsWith(".parquet")) {
                parquet(file, place);
            } else if (name.matches(KAFKA_SEGMENT)) {
                segment(file, place);
            }
        } catch (IOException | SQLException | KafkaException e) {
            failed(file, e);
        }
    }

    private void unpack(Path file, String place) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            scan.look(place, in);
        } catch (EOFException | ZipException e) {
            // It is being written, or is no such file: its bytes were looked through.
        }
    }

    private void segment(Path file, String place) throws IOException {
        try (FileRecords records = FileRecords.open(file.toFile(), false)) {
            for (RecordBatch batch : records.batches()) {
                for (Record record : batch) {
                    look(place, record.key());
                    look(place, record.value());
                    for (Header header : record.headers()) {
                        scan.look(place, header.key().getBytes(StandardCharsets.UTF_8));
                        look(place, header.value() == null ? null : ByteBuffer.wrap(header.value()));
                    }
                }
            }
        }
    }

    private void look(String place, @Nullable ByteBuffer bytes) {
        if (bytes != null) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            scan.look(place, copy);
        }
    }

    private void parquet(Path file, String place) throws SQLException {
        try (Statement statement = duck().createStatement();
                ResultSet rows = statement.executeQuery(
                        "select cast(row_of as varchar) from read_parquet(" + DuckDb.quoted(file)
                                + ", hive_partitioning = false) row_of")) {
            while (rows.next()) {
                scan.look(place, String.valueOf(rows.getString(1)).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** One for all files of the folder: to start it takes longer than to read most of them. */
    private Connection duck() throws SQLException {
        Connection open = duck;
        if (open == null) {
            open = DuckDb.open();
            duck = open;
        }
        return open;
    }

    private void close() throws IOException {
        try {
            if (duck != null) {
                duck.close();
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
