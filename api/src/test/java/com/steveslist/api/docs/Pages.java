package com.steveslist.api.docs;

import com.steveslist.api.testing.Http;
import com.steveslist.api.testing.Http.Reply;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The documents as a browser gets them. */
final class Pages {
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
    private static final Pattern SHELL = Pattern.compile("<pre><code class=\"language-sh\">(.*?)</code></pre>", Pattern.DOTALL);

    private Pages() {}

    /** Every page that can be reached from the first one, by address. */
    static Map<String, Reply> all() {
        Map<String, Reply> pages = new LinkedHashMap<>();
        LinkedHashSet<String> waiting = new LinkedHashSet<>(List.of("/docs"));
        while (!waiting.isEmpty()) {
            String next = waiting.removeFirst();
            Reply page = Http.send("GET", next, Map.of("Accept", "text/html,*/*;q=0.8"), null);
            pages.put(next, page);
            if (page.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
                links(page).stream().map(link -> link.split("#", 2)[0]).filter(link -> link.startsWith("/") && !pages.containsKey(link))
                        .forEach(waiting::add);
            }
        }
        return pages;
    }

    static List<String> links(Reply page) {
        return LINK.matcher(page.text()).results().map(link -> link.group(1)).distinct().toList();
    }

    /** What its blocks of shell say, as somebody would copy it. */
    static String shell(Reply page) {
        return SHELL.matcher(page.text()).results().map(block -> plain(block.group(1))).collect(Collectors.joining("\n"));
    }

    private static String plain(String html) {
        return html.replaceAll("<[^>]*>", "").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
