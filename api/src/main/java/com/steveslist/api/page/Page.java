package com.steveslist.api.page;

import com.steveslist.api.security.Secret;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/**
 * The few pages that people see: no scripts, nothing from elsewhere, in no frame, and every value escaped. No address of theirs is told to
 * another server. Browsers follow a form's redirects only to places that the policy names, so on the way to a program it names the program's.
 */
public enum Page {
    /** What a program may do. */
    CONSENT,
    /** E-mail address and password, on the way to a program. */
    SIGN_IN,
    /** The code of the second factor, after a provider has said who somebody is. */
    CODE,
    /** Asks for a mail with a link to {@link #NEW_PASSWORD}. */
    FORGOTTEN,
    /** A new password is typed. */
    NEW_PASSWORD,
    /** What went wrong, or what is done. */
    TOLD;

    private final String template =
            Frame.TEXT.replace("{page}", Frame.read(name().toLowerCase(Locale.ROOT).replace('_', '-')));

    /** What all pages have around them. */
    private static final class Frame {
        static final String TEXT = read("frame");
        static final String STYLE = TEXT.substring(TEXT.indexOf("<style>") + 7, TEXT.indexOf("</style>"));
        static final String STYLE_HASH = "'sha256-" + Base64.getEncoder().encodeToString(Secret.hash(STYLE)) + "'";

        static String read(String name) {
            try (InputStream file = Objects.requireNonNull(Page.class.getResourceAsStream("/pages/" + name + ".html"), name)) {
                return new String(file.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Fields of a form that nobody sees, all of the same name. */
    public record Hidden(String name, Collection<String> values) {}

    /** Tells that something went wrong or is done, and what to do. */
    public static void tell(HttpServletResponse response, int status, String what, String why) throws IOException {
        TOLD.send(response, status, Map.of("what", what, "why", why), "");
    }

    /**
     * Writes it.
     *
     * @param values texts, lists of texts that become items, and hidden fields
     * @param program where its forms may lead beside this server; empty for nowhere
     */
    public void send(HttpServletResponse response, int status, Map<String, Object> values, String program) throws IOException {
        String page = template;
        for (Map.Entry<String, Object> value : values.entrySet()) {
            page = page.replace("{" + value.getKey() + "}", html(value.getValue()));
        }
        byte[] body = page.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        if (status == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"steveslist\"");
        }
        response.setContentType("text/html; charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src " + Frame.STYLE_HASH + "; form-action 'self'"
                        + (program.isEmpty() ? "" : " " + program) + "; frame-ancestors 'none'; base-uri 'none'");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static String html(Object value) {
        return switch (value) {
            case List<?> items -> items.stream().map(item -> "<li>" + escaped(item) + "</li>").collect(Collectors.joining());
            case Hidden hidden -> hidden.values().stream()
                    .map(text -> "<input type=\"hidden\" name=\"" + escaped(hidden.name()) + "\" value=\"" + escaped(text) + "\">")
                    .collect(Collectors.joining());
            default -> escaped(value);
        };
    }

    /** Braces too, so that no value can name another one. */
    private static String escaped(Object text) {
        return HtmlUtils.htmlEscape(text.toString(), "UTF-8").replace("{", "&#123;").replace("}", "&#125;");
    }
}
