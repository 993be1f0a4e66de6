package com.steveslist.api.readme;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.testing.CommandScript;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import com.steveslist.api.testing.Shell;
import com.steveslist.events.proof.Leaf;
import com.steveslist.events.verify.Verify;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The guide for auditors, pasted as it stands: from a running market to an export that is verified in a folder of its own. */
@ExtendWith(PrintsTheLog.class)
class AuditorsGuideTest {

    private static final Path GUIDE = Path.of(System.getProperty("steveslist.home"), "infra/docs/auditors-guide.md");
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    /** Many programs are started in it, one after the other. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    @TempDir
    Path folder;

    @Test
    void the_guide_works_when_it_is_pasted() throws IOException {
        CommandScript.writeTo(folder);
        putVerifier();

        Shell.Ran ran = Shell.run(pasted(), Map.of("JAVA_HOME", System.getProperty("java.home")), folder, PATIENCE);

        assertThat(ran.exitCode()).as(ran.output()).isZero();
        assertThat(ran.output()).contains("\"listing.changed\"", "guide-price-", "[order.shipped]", "Steve Steveington", "[erased]")
                .contains("intact up to position", "NOT INTACT");
    }

    /** The script, and the jar where a build puts it, with no class in it but its own. */
    private void putVerifier() throws IOException {
        Files.copy(GUIDE.resolveSibling("../../steveslist-verify"), folder.resolve("steveslist-verify"),
                StandardCopyOption.COPY_ATTRIBUTES);
        Path builds = Files.createDirectories(folder.resolve(".steveslist/builds/current"));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Verify.class.getName());
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(builds.resolve("steveslist-verify.jar")), manifest)) {
            for (Class<?> any : List.of(Leaf.class, Verify.class)) {
                for (Resource type : new PathMatchingResourcePatternResolver()
                        .getResources("classpath*:" + any.getPackageName().replace('.', '/') + "/*.class")) {
                    jar.putNextEntry(new JarEntry(any.getPackageName().replace('.', '/') + "/" + type.getFilename()));
                    jar.write(type.getContentAsByteArray());
                }
            }
        }
    }

    private static String pasted() throws IOException {
        String guide = Files.readString(GUIDE);
        return BLOCK.matcher(guide.substring(guide.indexOf("<!-- guide:")))
                .results()
                .map((MatchResult block) -> block.group(1))
                .collect(Collectors.joining())
                .replace("http://localhost:8080", SharedApplication.address().toString());
    }
}
