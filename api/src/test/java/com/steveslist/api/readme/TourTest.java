package com.steveslist.api.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import com.steveslist.api.testing.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PrintsTheLog.class)
class TourTest {
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path directory;

    /**
     * Again when its misspelt search finds nothing: with what other classes do at the same time the index may be late, and so may
     * Elasticsearch, whose stand-in forgives no mistakes in typing.
     */
    @Test
    void the_tour_works_when_it_is_pasted() {
        await().atMost(Duration.ofMinutes(5)).untilAsserted(() -> {
            Shell.Ran ran = Shell.run(tour(), Map.of(), directory);

            assertThat(ran.exitCode()).as(ran.output()).isZero();
            assertThat(ran.output()).doesNotContain("\"request_id\"");
            assertThat(ran.output()).contains("Second-hand TV", "<em>", "\"completed\"", "\"shipped\"", "\"refunded_amount\"");
        });
    }

    private static String tour() throws IOException {
        String readme = Files.readString(Path.of(System.getProperty("steveslist.home"), "README.md"));
        String tour = readme.substring(readme.indexOf("<!-- tour:"), readme.indexOf("<!-- end of tour -->"));
        StringBuilder script = new StringBuilder();
        Matcher blocks = BLOCK.matcher(tour);
        while (blocks.find()) {
            script.append(blocks.group(1));
        }
        return script.toString().replace("http://localhost:8080", SharedApplication.address().toString());
    }
}
