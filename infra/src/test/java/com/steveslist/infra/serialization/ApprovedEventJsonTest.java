package com.steveslist.infra.serialization;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.catalog.EventCatalog;
import com.steveslist.events.catalog.EventType;
import com.steveslist.events.catalog.RetiredEventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The past is frozen: every form that was ever written has an approved file, {@code approved/<name>.v<version>.json}, and is read from it
 * for ever. A new form's file is written by this test when it runs with {@code -Dapprove=true}; read it, then commit it.
 */
class ApprovedEventJsonTest {

    private static final Path APPROVED =
            Path.of(System.getProperty("steveslist.home", ".."), "infra", "src", "test", "resources", "approved");

    private final EventJson json = new EventJson();

    static List<EventType> current() {
        return EventCatalog.current();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("current")
    void an_event_is_written_as_approved_and_read_back(EventType type) {
        DomainEvent sample = EventSamples.of(type.name());
        String written = new String(json.write(sample), UTF_8);

        assertThat(written)
                .as("%s v%d is no longer written as it was approved. Events of this form may be in somebody's log: add version %d to"
                        + " EventCatalog, and how to read version %d to its retired forms", type.name(), type.version(), type.version() + 1,
                        type.version())
                .isEqualTo(approved(type.name(), type.version(), written));
        assertThat(json.read(type.name(), type.version(), written.getBytes(UTF_8))).isEqualTo(sample);
    }

    @Test
    void every_retired_form_is_still_read() {
        for (RetiredEventType<?> type : EventCatalog.retired()) {
            assertThat(json.read(type.name(), type.version(), approved(type.name(), type.version(), null).getBytes(UTF_8)))
                    .as("%s v%d", type.name(), type.version())
                    .isNotNull();
        }
    }

    @Test
    void every_approved_form_is_in_the_catalogue() throws IOException {
        Set<String> known = new TreeSet<>();
        EventCatalog.current().forEach(type -> known.add(fileName(type.name(), type.version())));
        EventCatalog.retired().forEach(type -> known.add(fileName(type.name(), type.version())));
        List<String> files = new ArrayList<>();
        try (Stream<Path> paths = Files.list(APPROVED)) {
            paths.forEach(path -> files.add(path.getFileName().toString()));
        }
        assertThat(files).as("a form that was written once must stay readable: keep it in EventCatalog").hasSameElementsAs(known);
    }

    private static String approved(String name, int version, @Nullable String toApprove) {
        Path file = APPROVED.resolve(fileName(name, version));
        try {
            if (Files.notExists(file) && Boolean.getBoolean("approve")) {
                Files.writeString(file, Objects.requireNonNull(toApprove) + "\n");
            }
            assertThat(file)
                    .as("%s v%d has no approved JSON: run this test with -Dapprove=true, read the file and commit it", name, version)
                    .exists();
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fileName(String name, int version) {
        return name + ".v" + version + ".json";
    }
}
