package com.steveslist.infra.process;

import com.steveslist.command.effect.EffectOutbox;
import com.steveslist.command.effect.ProcessManager;
import com.steveslist.infra.consumer.LogConsumer;
import com.steveslist.infra.node.ConditionalOnRole;
import com.steveslist.infra.node.NodeRole;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Makes every process a consumer of the log on nodes whose role it is. */
@AutoConfiguration
class ProcessConfiguration {

    /** The {@code ProcessStore} and {@code EffectOutbox} of all processes. */
    @Bean
    CurrentBatch currentProcessBatch() {
        return new CurrentBatch();
    }

    @Bean
    @ConditionalOnRole(NodeRole.PROCESS)
    ProcessFeeds processFeeds(
            List<ProcessManager> processes,
            @Qualifier("processorDataSource") DataSource dataSource,
            CurrentBatch current,
            @Qualifier("transactionalOutbox") EffectOutbox outbox) {
        return new ProcessFeeds(processes, new ProcessStateTable(dataSource), current, outbox);
    }

    @Bean
    @ConditionalOnRole(NodeRole.PROCESS)
    LogConsumer checkoutProcessConsumer(ProcessFeeds feeds) {
        return feeds.of("process.checkout");
    }

    @Bean
    @ConditionalOnRole(NodeRole.PROCESS)
    LogConsumer refundProcessConsumer(ProcessFeeds feeds) {
        return feeds.of("process.refund");
    }

    @Bean
    @ConditionalOnRole(NodeRole.PROCESS)
    LogConsumer orderProcessConsumer(ProcessFeeds feeds) {
        return feeds.of("process.order");
    }
}
