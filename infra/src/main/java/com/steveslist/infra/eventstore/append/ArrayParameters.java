package com.steveslist.infra.eventstore.append;

import com.steveslist.infra.eventstore.append.AppendCall.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Binds one column of a small table after the other as a PostgreSQL array, in the binary form that the driver has for these types. */
final class ArrayParameters {

    private final Connection connection;
    private final PreparedStatement statement;
    private int next;

    ArrayParameters(Connection connection, PreparedStatement statement, int first) {
        this.connection = connection;
        this.statement = statement;
        this.next = first;
    }

    <T> void ints(List<Row<T>> rows, ToIntFunction<Row<T>> column) throws SQLException {
        bind("int4", rows.stream().mapToInt(column).boxed().toArray(Integer[]::new));
    }

    <T> void longs(List<Row<T>> rows, ToLongFunction<Row<T>> column) throws SQLException {
        bind("int8", rows.stream().mapToLong(column).boxed().toArray(Long[]::new));
    }

    <T> void texts(List<Row<T>> rows, Function<Row<T>, @Nullable String> column) throws SQLException {
        bind("text", rows.stream().map(column).toArray(String[]::new));
    }

    <T> void bytes(List<Row<T>> rows, Function<Row<T>, byte[]> column) throws SQLException {
        bind("bytea", rows.stream().map(column).toArray(byte[][]::new));
    }

    private void bind(String type, Object[] elements) throws SQLException {
        statement.setArray(next++, connection.createArrayOf(type, elements));
    }
}
