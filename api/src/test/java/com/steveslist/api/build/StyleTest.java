package com.steveslist.api.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.build.Sources.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The rules of style that a machine can keep. Each failure says what to do instead. */
class StyleTest {

    /** This folder quotes what it forbids. */
    private static final String HERE = "/com/steveslist/api/build/";

    @Nested
    class Size {

        @Test
        void no_file_is_longer_than_400_lines() {
            assertThat(Sources.all().stream().filter(file -> file.lines().size() > 400).map(StyleTest::withLength))
                    .as("split each of these by what it does: a file holds one thing")
                    .isEmpty();
        }

        @Test
        void the_median_file_is_short_and_few_are_long() {
            List<Integer> lengths = Sources.main().map(file -> file.lines().size()).sorted().toList();

            assertThat(lengths.get(lengths.size() / 2)).as("median length of a file, in lines").isLessThanOrEqualTo(80);
            assertThat(lengths.stream().filter(length -> length > 200).count() * 100.0 / lengths.size())
                    .as("percentage of files over 200 lines: split the longest")
                    .isLessThanOrEqualTo(8);
        }

        @Test
        void a_function_fits_on_a_screen() {
            assertThat(Sources.main().flatMap(StyleTest::longFunctions))
                    .as("cut each of these into functions that say what they do; 60 lines are the bound")
                    .isEmpty();
        }
    }

    @Nested
    class The_domain {

        @Test
        void asks_no_clock() {
            assertThat(linesOf(Sources.main().filter(file -> file.path().startsWith("command-side/")),
                    "Instant\\.now\\(\\)|LocalDate\\.now\\(\\)|System\\.currentTimeMillis\\(|new Date\\("))
                    .as("let the command carry the time, or take a java.time.InstantSource")
                    .isEmpty();
        }

        @Test
        void counts_money_in_whole_minor_units() {
            assertThat(linesOf(Sources.main(), "(?i)\\b(double|float)\\s+\\w*(amount|price|money|total|refund|fee)"))
                    .as("use com.steveslist.events.money.Money, or a long of minor units")
                    .isEmpty();
        }

        @Test
        void stores_no_class_names() {
            Stream<Source> writers = Sources.main()
                    .filter(file -> file.isIn("/infra/eventstore/", "/infra/serialization/", "/infra/effects/", "/projections/"))
                    // What went wrong is told to people; nothing looks it up by that name.
                    .filter(file -> !file.isIn("/FailureText.java"));
            assertThat(linesOf(writers, "^(?!.*Exception\\().*\\.(getSimpleName|getTypeName|getCanonicalName)\\(\\)"))
                    .as("store a name from EventCatalog, or an explicit one: a class can be renamed, a stored name cannot")
                    .isEmpty();
        }
    }

    @Nested
    class Tests {

        @Test
        void are_never_switched_off() {
            assertThat(linesOf(Sources.tests(), "@Disabled|@Ignore|assumeTrue\\(false|assumeFalse\\(true"))
                    .as("mend the test or delete it")
                    .isEmpty();
        }

        @Test
        void wait_for_conditions_not_for_time() {
            assertThat(linesOf(Sources.tests(), "Thread\\.sleep\\(|TimeUnit\\.\\w+\\.sleep\\("))
                    .as("use Awaitility: say what you wait for")
                    .isEmpty();
        }

        @Test
        void mock_nothing() {
            assertThat(linesOf(Sources.tests(), "import (static )?org\\.mockito|@MockitoBean|@MockBean"))
                    .as("use the real part, or a recording fake for what is not ours")
                    .isEmpty();
        }
    }

    @Nested
    class Everywhere {

        @Test
        void nothing_is_left_for_later() {
            assertThat(linesOf(Sources.all().stream(), "UnsupportedOperationException\\(\"(?i)(not|todo)"))
                    .as("finish it, or leave it out")
                    .isEmpty();
            assertThat(Sources.all().stream()
                    .filter(file -> !file.isIn(HERE))
                    .flatMap(file -> file.lines().stream()
                            .filter(line -> line.matches(".*\\b(TODO|FIXME|XXX)\\b.*"))
                            .map(line -> file.path() + ": " + line.strip())))
                    .as("do it now, or write it where people look for work to do")
                    .isEmpty();
        }

        @Test
        void imports_name_what_they_import() {
            assertThat(linesOf(Sources.all().stream(), "^import .*\\*;"))
                    .as("import each type by its name")
                    .isEmpty();
        }

        @Test
        void every_package_says_what_it_is() {
            List<String> withInfo = Sources.main().map(Source::path).filter(path -> path.endsWith("/package-info.java"))
                    .map(StyleTest::folder).toList();
            assertThat(Sources.main().map(Source::path).map(StyleTest::folder).distinct())
                    .as("folders without a package-info.java: add one, null-marked, with a paragraph")
                    .allMatch(withInfo::contains);
        }
    }

    private static List<String> linesOf(Stream<Source> sources, String expression) {
        Function<Source, Stream<String>> found = source -> source.linesWith(expression);
        return sources.filter(source -> !source.isIn(HERE)).flatMap(found).toList();
    }

    private static String withLength(Source source) {
        return source.path() + " has " + source.lines().size() + " lines";
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    /** A function is what is opened at one or two indents, is no type, and ends at the closing brace of the same indent. */
    private static Stream<String> longFunctions(Source source) {
        List<String> found = new ArrayList<>();
        for (String indent : List.of("    ", "        ")) {
            int start = -1;
            for (int i = 0; i < source.lines().size(); i++) {
                String line = source.lines().get(i);
                if (line.matches(indent + "[\\w@<].*\\{") && !line.matches(".*\\b(class|record|interface|enum)\\b .*")) {
                    start = i;
                } else if (line.equals(indent + "}") && start >= 0) {
                    if (i - start > 60) {
                        found.add(source.path() + ":" + (start + 1) + " is " + (i - start) + " lines long");
                    }
                    start = -1;
                }
            }
        }
        return found.stream();
    }
}
