package com.steveslist.api.graphql;

import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.server.support.WebSocketHandlerMapping;

/** Routes the upgrade of {@code GET /graphql} to a WebSocket, before the query that it is without an upgrade. */
@Configuration(proxyBeanMethods = false)
class SocketConfiguration {

    @Bean
    WebSocketHandlerMapping graphSockets(SocketDoor door) {
        WebSocketHandlerMapping mapping = new WebSocketHandlerMapping();
        mapping.setWebSocketUpgradeMatch(true);
        mapping.setUrlMap(Map.of("/graphql", door));
        mapping.setOrder(-1);
        return mapping;
    }
}
