package com.steveslist.api.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What changed in the API, from the one file that the page and the feed are made of: a heading a date, a list below it. */
final class Changelog {

    private static final String SOURCE = Texts.resource("docs/pages/changelog.md");
    private static final Pattern ENTRY = Pattern.compile("(?ms)^## (\\d{4}-\\d{2}-\\d{2})\\n(.*?)(?=^## |\\z)");

    private Changelog() {}

    /** What was published on a day. */
    record Entry(String date, String markdown) {}

    static List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        Matcher matcher = ENTRY.matcher(SOURCE);
        while (matcher.find()) {
            entries.add(new Entry(matcher.group(1), matcher.group(2).strip()));
        }
        return entries;
    }

    /** Atom (RFC 4287). @param origin of this server, to which paths can be appended */
    static String atom(String origin) {
        List<Entry> entries = entries();
        String page = Markdown.escape(origin + "/docs/changelog");
        return """
                <?xml version="1.0" encoding="utf-8"?>
                <feed xmlns="http://www.w3.org/2005/Atom">
                <title>Changes in the Steveslist API</title>
                <id>urn:steveslist:api:changelog</id>
                <link href="%s"/>
                <link rel="self" href="%s.atom"/>
                <updated>%sT00:00:00Z</updated>
                <author><name>Steveslist</name></author>
                %s</feed>
                """.formatted(page, page, entries.getFirst().date(), entries.stream().map(entry -> """
                <entry>
                <title>%1$s</title>
                <id>urn:steveslist:api:changelog:%1$s</id>
                <link href="%2$s#%1$s"/>
                <updated>%1$sT00:00:00Z</updated>
                <content type="html">%3$s</content>
                </entry>
                """.formatted(entry.date(), page, Markdown.escape(Markdown.html(entry.markdown())))).collect(Collectors.joining()));
    }
}
