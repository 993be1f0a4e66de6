package com.steveslist.api.graphql;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.server.support.WebSocketHandlerMapping;

/** Routes the upgrade of {@code GET /graphql} to a WebSocket, before the query that it is without an upgrade. */
@Configuration(proxyBeanMethods = false)
class SocketConfiguration {

    @Bean
    WebSocketHandlerMapping graphSockets(SocketDoor door) {
        WebSocketHandlerMapping mapping = new Upgrades();
        mapping.setUrlMap(Map.of("/graphql", door));
        mapping.setOrder(-1);
        return mapping;
    }

    /** Spring tells upgrades from other requests only for handlers of its own. What is no whole upgrade is none (RFC 9110, 7.8). */
    private static final class Upgrades extends WebSocketHandlerMapping {

        @Override
        protected @Nullable Object getHandlerInternal(HttpServletRequest request) throws Exception {
            return isUpgrade(request) ? super.getHandlerInternal(request) : null;
        }

        private static boolean isUpgrade(HttpServletRequest request) {
            String connection = request.getHeader("Connection");
            return request.getMethod().equals("GET")
                    && "websocket".equalsIgnoreCase(request.getHeader("Upgrade"))
                    && connection != null
                    && connection.toLowerCase(Locale.ROOT).contains("upgrade")
                    && request.getHeader("Sec-WebSocket-Key") != null
                    && "13".equals(request.getHeader("Sec-WebSocket-Version"));
        }
    }
}
