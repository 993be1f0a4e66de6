package com.steveslist.infra.privacy;

import com.steveslist.command.privacy.KeysUnavailableException;
import com.steveslist.infra.privacy.KeyWrapper.Wrapped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table of wrapped keys. */
final class KeyTable {

    private final JdbcTemplate jdbc;

    KeyTable(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    record Row(String owner, Wrapped wrapped) {}

    /** Changes nothing when the owner has a key, or had one that was erased. */
    void addIfNew(String owner, Wrapped wrapped) {
        jdbc.update("insert into person_key (person, wrapped, wrapped_by) values (?, ?, ?) on conflict (person) do nothing",
                owner, wrapped.bytes(), wrapped.by());
    }

    Optional<Wrapped> find(String owner) {
        try {
            return jdbc.query("select person, wrapped, wrapped_by from person_key where person = ? and wrapped is not null",
                    KeyTable::row, owner).stream().map(Row::wrapped).findFirst();
        } catch (DataAccessException e) {
            throw new KeysUnavailableException("the database of keys cannot be reached", e);
        }
    }

    boolean isKnown(String owner) {
        return !jdbc.queryForList("select 1 from person_key where person = ?", owner).isEmpty();
    }

    void erase(String owner) {
        jdbc.update(
                "insert into person_key (person, erased_at) values (?, clock_timestamp()) on conflict (person) do update"
                        + " set wrapped = null, wrapped_by = null, erased_at = coalesce(person_key.erased_at, excluded.erased_at)",
                owner);
    }

    /** Keys that another master key than this has wrapped, by owner. What a cloud's key service has wrapped is its own business. */
    List<Row> wrappedByOthers(String than, String afterOwner, int limit) {
        return jdbc.query("select person, wrapped, wrapped_by from person_key where wrapped is not null and wrapped_by is distinct from ?"
                + " and coalesce(wrapped_by not like 'aws-kms %', true)"
                + " and person > ? order by person limit ?", KeyTable::row, than, afterOwner, limit);
    }

    /** Puts a key's new wrapping in the place of the old one; false when it was erased, or another did it, meanwhile. */
    boolean rewrap(Row before, Wrapped after) {
        return jdbc.update("update person_key set wrapped = ?, wrapped_by = ? where person = ? and wrapped = ?",
                after.bytes(), after.by(), before.owner(), before.wrapped().bytes()) == 1;
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(row.getString(1), new Wrapped(row.getBytes(2), row.getString(3)));
    }
}
