package com.steveslist.query.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;

/** The forms in which a dossier is handed over: the same bytes for the same dossier, on every machine. */
public final class DossierFiles {

    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
    private static final ObjectWriter JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .build()
            .writer(new DefaultPrettyPrinter().withObjectIndenter(LINES).withArrayIndenter(LINES));

    private DossierFiles() {}

    /** For programs, {@code steveslist-verify} among them: names in the order of the alphabet. */
    public static byte[] json(Dossier dossier) {
        try {
            return (JSON.writeValueAsString(dossier) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a dossier cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** For people: one page without scripts that needs nothing from elsewhere, to be read or printed. */
    public static byte[] html(Dossier dossier) {
        return new DossierPage(dossier).html().getBytes(StandardCharsets.UTF_8);
    }
}
