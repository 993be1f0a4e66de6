package com.steveslist.api.exports;

import com.steveslist.api.csv.Cells;
import com.steveslist.api.csv.CsvWriter;
import com.steveslist.query.export.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A column for each member; those of an object inside are called {@code shipping_address.city}, several texts stand in one cell with
 * {@code |} between, several objects as JSON.
 */
final class CsvRowWriter implements RowWriter {

    /** @param cell null for an empty one */
    private record Column(String name, Function<JsonNode, @Nullable String> cell) {}

    private final CsvWriter out;
    private final List<Column> columns = new ArrayList<>();

    /** Writes the header. @param mapNames what the maps of texts have members for */
    CsvRowWriter(OutputStream out, Shape.Struct row, List<String> mapNames) throws IOException {
        this.out = new CsvWriter(out);
        addColumns("", node -> node, row, mapNames);
        this.out.write(columns.stream().map(column -> Cells.text(column.name())).toList());
    }

    private void addColumns(String prefix, Function<JsonNode, JsonNode> parent, Shape.Struct struct, List<String> mapNames) {
        struct.members().forEach((member, shape) -> {
            String name = prefix + member;
            Function<JsonNode, JsonNode> value = node -> parent.apply(node).path(member);
            switch (shape) {
                case Shape.Struct inner -> addColumns(name + ".", value, inner, mapNames);
                case Shape.TextMap map -> mapNames.forEach(key -> columns.add(
                        new Column(name + "." + key, node -> text(value.apply(node).path(key)))));
                case Shape.ListOf(Shape.Text text) -> columns.add(new Column(name, node -> texts(value.apply(node))));
                case Shape.ListOf list -> columns.add(new Column(name, node -> json(value.apply(node))));
                case Shape.Text text -> columns.add(new Column(name, node -> text(value.apply(node))));
                default -> columns.add(new Column(name, node -> plain(value.apply(node))));
            }
        });
    }

    @Override
    public void write(ObjectNode row) throws IOException {
        List<@Nullable String> cells = new ArrayList<>(columns.size());
        columns.forEach(column -> cells.add(column.cell().apply(row)));
        out.write(cells);
    }

    private static boolean isMissing(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static @Nullable String text(JsonNode value) {
        return isMissing(value) ? null : Cells.text(value.stringValue());
    }

    private static @Nullable String texts(JsonNode value) {
        return isMissing(value) || value.isEmpty() ? null : Cells.list(value.valueStream().map(JsonNode::stringValue).toList());
    }

    private static @Nullable String json(JsonNode value) {
        return isMissing(value) ? null : value.toString();
    }

    /** Numbers and times, which no spreadsheet takes for a formula; also those below zero are to be calculated with. */
    private static @Nullable String plain(JsonNode value) {
        return isMissing(value) ? null : value.asString();
    }
}
