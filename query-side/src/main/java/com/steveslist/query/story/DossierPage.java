package com.steveslist.query.story;

import com.steveslist.query.story.StoryProofs.EventProof;
import com.steveslist.query.story.StoryProofs.Proven;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Collectors;

/** A dossier as a page. It is well-formed XML, too; every text in it is escaped. */
final class DossierPage {

    private static final String STYLE = """
            @page { size: A4; margin: 18mm 15mm; @bottom-right { content: counter(page) " / " counter(pages); } }
            body { font: 11pt/1.45 Georgia, "Times New Roman", serif; color: #111; background: #fff; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
            h1 { font-size: 1.6em; margin: 0 0 .3em; } h2 { font-size: 1.2em; margin: 2em 0 .4em; }
            h1, h2, caption, th { text-align: left; } caption { font-weight: bold; padding: .4em 0; }
            table { border-collapse: collapse; width: 100%; } thead { display: table-header-group; }
            th, td { border-top: 1px solid #999; padding: .35em .6em .35em 0; vertical-align: top; overflow-wrap: anywhere; }
            tr { break-inside: avoid; } thead th { border-top: 0; } tbody th { font-weight: normal; } th { white-space: nowrap; }
            .when { white-space: nowrap; } .small, pre, code { font-size: .8em; } pre { white-space: pre-wrap; overflow-wrap: anywhere; }
            .facts { color: #444; display: block; font-size: .85em; }
            @media (max-width: 40rem) { .when { white-space: normal; } }
            @media print { body { margin: 0; max-width: none; padding: 0; font-size: 9.5pt; } section { break-before: page; } h2 { break-after: avoid; } }
            """;

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en" xmlns="http://www.w3.org/1999/xhtml">
            <head>
            <meta charset="utf-8"/>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '%s'; base-uri 'none'; form-action 'none'"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <title>%s</title>
            <style>%s</style>
            </head>
            <body>
            <header>
            <h1>%s</h1>
            %s</header>
            <main>
            <table>
            <caption>What happened, in the order of the log</caption>
            <thead><tr><th scope="col">Position</th><th scope="col">Time</th><th scope="col">What happened</th></tr></thead>
            <tbody>
            %s</tbody>
            </table>
            %s</main>
            </body>
            </html>
            """;

    private final Dossier dossier;

    DossierPage(Dossier dossier) {
        this.dossier = dossier;
    }

    String html() {
        String title = dossier.kind().substring(0, 1).toUpperCase(Locale.ROOT) + dossier.kind().substring(1) + " " + dossier.id();
        String rows = dossier.events().stream().map(DossierPage::row).collect(Collectors.joining());
        Proven proofs = dossier.proofs();
        return PAGE.formatted(
                hash(STYLE), escaped(title + (dossier.seenBy() == null ? ": the whole story" : ": a part of the story")), STYLE,
                escaped(title), preface(), rows,
                proofs == null ? "" : proofs(proofs));
    }

    private String preface() {
        StringBuilder preface = new StringBuilder();
        paragraph(preface, dossier.seenBy() == null
                ? "The whole story: every event that belongs to it, one sentence each."
                : "What account " + dossier.seenBy() + " may see of the story: every event of which it is a party, one sentence each.");
        if (dossier.cut()) {
            paragraph(preface, "There are more events than fit: these are the first " + dossier.events().size() + ".");
        }
        paragraph(preface, dossier.personal()
                ? "Personal values are shown. One whose key was erased reads [erased] and can never be read again."
                : "Personal values are closed and read [personal].");
        paragraph(preface, "Times are in UTC. A position is the event's place in the log.");
        return preface.toString();
    }

    private static void paragraph(StringBuilder page, String text) {
        page.append("<p>").append(escaped(text)).append("</p>\n");
    }

    private static String row(StoryLine line) {
        String request = line.requestId() == null ? "" : ", request " + Words.visible(line.requestId());
        return """
                <tr id="p%s"><th scope="row">%s</th><td class="when"><time datetime="%s">%s</time></td>\
                <td>%s <span class="facts">By %s%s. <code>%s</code></span></td></tr>
                """.formatted(
                line.position(), line.position(), escaped(line.occurredAt()), escaped(Words.time(Instant.parse(line.occurredAt()))),
                escaped(line.sentence()), escaped(line.by()), escaped(request), escaped(line.type()));
    }

    private static String proofs(Proven proofs) {
        String rows = proofs.events().stream().map(DossierPage::proof).collect(Collectors.joining());
        return """
                <section>
                <h2>Proof</h2>
                <p>Each of these events is a leaf of a Merkle tree over the whole log (RFC 9162). The signed head below names the root of the tree \
                over the first %s events. The same dossier as JSON, dossier.json, holds each leaf and the hashes that lead from it to the root; \
                <code>steveslist-verify --dossier dossier.json</code> checks them all, without a network.</p>
                <pre>%s</pre>
                <table class="small">
                <caption>The leaf of each event</caption>
                <thead><tr><th scope="col">Position</th><th scope="col">SHA-256 of the leaf, base64</th></tr></thead>
                <tbody>
                %s</tbody>
                </table>
                </section>
                """.formatted(proofs.size(), escaped(proofs.head()), rows);
    }

    private static String proof(EventProof proof) {
        return "<tr><th scope=\"row\"><a href=\"#p%s\">%s</a></th><td><code>%s</code></td></tr>\n".formatted(
                proof.position(), proof.position(), escaped(proof.hash()));
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static String hash(String style) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
