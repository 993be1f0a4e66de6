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
import org.postgresql.PGConnection;

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
        int[] elements = new int[rows.size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = column.applyAsInt(rows.get(i));
        }
        bind("int4", elements);
    }

    <T> void longs(List<Row<T>> rows, ToLongFunction<Row<T>> column) throws SQLException {
        long[] elements = new long[rows.size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = column.applyAsLong(rows.get(i));
        }
        bind("int8", elements);
    }

    <T> void texts(List<Row<T>> rows, Function<Row<T>, @Nullable String> column) throws SQLException {
        @Nullable String[] elements = new String[rows.size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = column.apply(rows.get(i));
        }
        bind("text", elements);
    }

    <T> void bytes(List<Row<T>> rows, Function<Row<T>, byte[]> column) throws SQLException {
        byte[][] elements = new byte[rows.size()][];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = column.apply(rows.get(i));
        }
        bind("bytea", elements);
    }

    /** @param elements an array, of primitives where there are: the driver takes them as they are */
    private void bind(String type, Object elements) throws SQLException {
        statement.setArray(next++, connection.unwrap(PGConnection.class).createArrayOf(type, elements));
    }
}
