package com.steveslist.projections.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.steveslist.events.proof.Leaf;
import com.steveslist.infra.bench.BenchLog;
import com.steveslist.infra.bench.SampleMarket;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.eventstore.LogAddress;
import com.steveslist.infra.eventstore.append.Appender;
import com.steveslist.infra.serialization.EventJson;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class KeptTreeTest {

    private static final EventJson JSON = new EventJson();

    @Test
    void leaves_are_given_in_the_order_that_is_asked_for_and_one_that_is_missing_is_said() throws Exception {
        try (BenchLog log = new BenchLog()) {
            Appender appender = log.appender();
            for (int i = 0; i < 10; i++) {
                appender.append(SampleMarket.listing().toRequest(JSON));
            }
            DataSource dataSource = log.pool("tree", LogAddress.SCHEMA, 1);
            KeptTree tree = new KeptTree(dataSource, new EventLog(dataSource, JSON));

            assertThat(tree.leaves(List.of(2L, 9L, 5L)).stream().map(leaf -> Leaf.decode(leaf).position())).containsExactly(2L, 9L, 5L);

            log.jdbc().update("delete from event where position = 5");
            assertThatIllegalStateException().isThrownBy(() -> tree.leaves(List.of(2L, 5L, 9L)))
                    .withMessageContaining("of 3 events").withMessageContaining("the log has 2 only");
        }
    }
}
