package com.steveslist.api.readme;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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

    @Test
    void the_tour_works_when_it_is_pasted() throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", tour())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String shown;
        try (ScheduledExecutorService patience = Executors.newSingleThreadScheduledExecutor()) {
            patience.schedule(shell::destroyForcibly, 2, TimeUnit.MINUTES);
            shown = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            shell.waitFor();
            patience.shutdownNow();
        }

        assertThat(shell.exitValue()).as(shown).isZero();
        assertThat(shown).doesNotContain("\"request_id\"");
        assertThat(shown).contains("Second-hand TV", "<em>", "\"completed\"", "\"shipped\"", "\"refunded_amount\"");
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
