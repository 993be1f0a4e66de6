package com.steveslist.infra.eventstore;

import com.steveslist.infra.eventstore.append.AppendSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of this node's event store.
 *
 * @param appendConnections calls of {@code append} that may be under way at once; a second one begins when hundreds wait
 * @param appendQueue commands that may wait to be appended; more are refused with {@code 503 overloaded}
 * @param readConnections for aggregates, streams and look-ups
 */
@ConfigurationProperties("steveslist.event-store")
public record EventStoreProperties(
        @DefaultValue("2") int appendConnections, @DefaultValue("4096") int appendQueue, @DefaultValue("16") int readConnections) {

    AppendSettings appendSettings() {
        AppendSettings d = AppendSettings.DEFAULTS;
        return new AppendSettings(appendConnections, appendQueue, d.maxGroupCommands(), d.maxGroupEvents(), d.maxGroupBytes(),
                d.queueTimeout(), d.transactionTimeout(), d.socketTimeout(), d.connectTimeout(), d.settleTimeout());
    }
}
