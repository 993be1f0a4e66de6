package com.steveslist.infra.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.infra.embedded.BaseBackup;
import com.steveslist.infra.embedded.OwnServer;
import com.steveslist.infra.embedded.PostgresServer;
import com.steveslist.infra.embedded.Recovery;
import com.steveslist.infra.embedded.ServerException;
import com.steveslist.infra.postgres.Pools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

class ServerKeysTest {
    private static final String SECRET = "the wrapped key of somebody";

    private OwnServer server;
    private BackupFolder folder;
    private ServerKeys keys;
    private Path base;

    @BeforeEach
    void two_people_in_the_backup_and_one_who_came_later(@TempDir Path directory) throws Exception {
        server = new OwnServer(directory.resolve("postgres")).start();
        server.server().createDatabase("steveslist_keys");
        folder = new BackupFolder(directory.resolve("backups"));
        keys = new ServerKeys(folder, server.server().systemIdentifier(), _ -> {});
        Pools.migrate(url(), PostgresServer.USER, OwnServer.PASSWORD, "keys", "classpath:db/keys");
        add("stays");
        add("goes");
        sql().execute("checkpoint");
        base = folder.newBase(keys.server()).resolve("data");
        Set<String> left = of().files();
        folder.wal(keys.server()).continueFrom(server.server());
        BaseBackup.copy(server.server(), base, left);
        keys.save(of());
        add("comes");
        folder.wal(keys.server()).complete(server.server());
    }

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void no_file_of_the_base_backup_holds_a_key() throws IOException {
        try (var files = Files.walk(base)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).as(file.toString())
                        .doesNotContain(SECRET);
            }
        }
        assertThat(sql().queryForObject("select count(*) from keys.person_key where wrapped = ?", Long.class,
                SECRET.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(3);
    }

    @Test
    void who_was_erased_after_the_backup_stays_erased_after_a_restore_and_who_came_after_it_is_there() throws IOException {
        sql().update("update keys.person_key set wrapped = null, erased_at = now() where person = 'goes'");
        keys.save(of());
        restore();
        assertThat(readable()).containsExactly("comes", "stays");
        assertThat(sql().queryForList("select person from keys.person_key where erased_at is not null", String.class))
                .containsExactly("goes");
    }

    @Test
    void a_server_that_was_killed_is_asked_for_its_keys_once_more() throws IOException {
        sql().update("update keys.person_key set wrapped = null, erased_at = now() where person = 'goes'");
        server.kill();
        keys.saveFrom(server.server());
        restore();
        assertThat(readable()).containsExactly("comes", "stays");
    }

    @Test
    void without_any_copy_of_the_keys_nothing_is_restored() throws IOException {
        Files.delete(folder.keys(keys.server()).orElseThrow());
        assertThatThrownBy(this::restore).isInstanceOf(ServerException.class).hasMessageContaining("no copy of the keys");
        server.start();
        assertThat(readable()).containsExactly("comes", "goes", "stays");
    }

    @Test
    void old_backups_are_forgotten_and_the_newest_can_still_be_restored() throws IOException {
        BackupFolder.completed(base.resolveSibling(""), Instant.now());
        Path next = folder.newBase(keys.server());
        BaseBackup.copy(server.server(), next.resolve("data"), of().files());
        keys.save(of());
        BackupFolder.completed(next, Instant.now());
        folder.wal(keys.server()).complete(server.server());

        folder.keepNewest(keys.server(), 1);

        assertThat(base).doesNotExist();
        base = folder.baseFor(Optional.empty()).data();
        assertThat(base.getParent()).isEqualTo(next);
        restore();
        assertThat(readable()).containsExactly("comes", "goes", "stays");
    }

    private void restore() throws IOException {
        server.kill();
        Recovery.run(server.server(), base, folder.wal(keys.server()), null, keys::putInto);
        server.start();
    }

    private void add(String person) {
        sql().update("insert into keys.person_key (person, wrapped) values (?, ?)", person, SECRET.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> readable() {
        return sql().queryForList("select person from keys.person_key where wrapped is not null order by person", String.class);
    }

    private Keys of() {
        return new Keys(url(), PostgresServer.USER, OwnServer.PASSWORD);
    }

    private String url() {
        return server.server().url("steveslist_keys");
    }

    private JdbcTemplate sql() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url());
        source.setUser(PostgresServer.USER);
        source.setPassword(OwnServer.PASSWORD);
        return new JdbcTemplate(source);
    }
}
