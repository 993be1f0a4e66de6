package com.steveslist.projections.warehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import com.steveslist.projections.warehouse.Warehouse.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./steveslist sql "select …"}. */
@Command(
        name = "sql",
        description = "Ask the warehouse: events, accounts, listings, listing_labels, orders, order_items, payments, refunds.")
public final class SqlCommand implements Callable<Integer> {

    /** Floating-point numbers know more than JSON does. */
    private static final String JSON_LITERAL = "true|false|-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?";

    @Parameters(paramLabel = "SQL", description = "One statement that reads, such as \"select count(*) from orders\".")
    private String sql = "";

    @Option(names = "--format", description = "table (default), csv or json.", defaultValue = "table")
    private Format format = Format.TABLE;

    /** How an answer is printed. */
    enum Format {
        TABLE,
        CSV,
        JSON
    }

    @Override
    public Integer call() throws JsonProcessingException {
        String directory = System.getProperty("steveslist.warehouse", ".steveslist/warehouse");
        Answer answer;
        try {
            answer = new Warehouse(Path.of(directory)).ask(sql);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 1;
        }
        System.out.println(switch (format) {
            case TABLE -> table(answer);
            case CSV -> csv(answer);
            case JSON -> json(answer);
        });
        return 0;
    }

    private static String table(Answer answer) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(answer.columns());
        answer.rows().forEach(row -> lines.add(row.stream().map(SqlCommand::shown).toList()));
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < answer.columns().size(); i++) {
            int column = i;
            widths.add(lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0));
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            for (int i = 0; i < line.size(); i++) {
                text.append(line.get(i)).append(" ".repeat(widths.get(i) - line.get(i).length() + 2));
            }
            text.setLength(text.toString().stripTrailing().length());
            text.append('\n');
        }
        return text.append('(').append(answer.rows().size()).append(answer.rows().size() == 1 ? " row)" : " rows)").toString();
    }

    private static String shown(@Nullable String value) {
        return value == null ? "-" : value;
    }

    private static String csv(Answer answer) {
        List<String> lines = new ArrayList<>();
        lines.add(answer.columns().stream().map(SqlCommand::quoted).collect(Collectors.joining(",")));
        answer.rows().forEach(row -> lines.add(row.stream().map(SqlCommand::quoted).collect(Collectors.joining(","))));
        return String.join("\n", lines);
    }

    private static String quoted(@Nullable String value) {
        if (value == null) {
            return "";
        }
        return value.matches("[^\",\n\r]*") ? value : '"' + value.replace("\"", "\"\"") + '"';
    }

    private static String json(Answer answer) throws JsonProcessingException {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (List<@Nullable String> row : answer.rows()) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            for (int i = 0; i < row.size(); i++) {
                String value = row.get(i);
                boolean literal = value != null && answer.literals().get(i) && value.matches(JSON_LITERAL);
                object.put(answer.columns().get(i), literal ? new RawValue(value) : value);
            }
            rows.add(object);
        }
        return new ObjectMapper().writeValueAsString(rows);
    }
}
