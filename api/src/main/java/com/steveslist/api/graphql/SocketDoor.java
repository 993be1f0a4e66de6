package com.steveslist.api.graphql;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.RequestIds;
import com.steveslist.api.security.Bearers;
import com.steveslist.api.security.Identity;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.context.ServletContextAware;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.SubProtocolCapable;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/**
 * Lets clients subscribe over a WebSocket, by the protocol {@code graphql-transport-ws}. A page of a foreign origin is refused, since a browser
 * sends the session's cookie along with its handshake too.
 */
@Component
final class SocketDoor extends TextWebSocketHandler
        implements HttpRequestHandler, SubProtocolCapable, HandshakeInterceptor, ServletContextAware {

    private static final String PROTOCOL = "graphql-transport-ws";
    private static final String CONNECTION = SocketConnection.class.getName();
    private static final String CALLER = SocketConnection.Caller.class.getName();
    private static final int MOST_CONNECTIONS = 5_000;

    private final GraphRunner runner;
    private final Bearers bearers;
    private final Set<String> origins;
    private final Semaphore free = new Semaphore(MOST_CONNECTIONS);
    private final WebSocketHttpRequestHandler upgrade = new WebSocketHttpRequestHandler(this);

    SocketDoor(GraphRunner runner, Bearers bearers, @Value("${steveslist.cors-origins:}") Set<String> origins) {
        this.runner = runner;
        this.bearers = bearers;
        this.origins = Set.copyOf(origins);
        upgrade.setHandshakeInterceptors(List.of(this));
    }

    @Override
    public void setServletContext(ServletContext context) {
        upgrade.setServletContext(context);
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        String origin = request.getHeader("Origin");
        if (origin != null && !origins.contains(origin) && !isOwn(origin, request)) {
            throw ApiException.of(ErrorCode.FORBIDDEN, "Pages of this origin may not connect here.");
        }
        if (free.availablePermits() == 0) {
            throw ApiException.of(ErrorCode.OVERLOADED, "Too many connections are open. Try again in a moment.");
        }
        request.setAttribute(CALLER, new SocketConnection.Caller(
                Identity.of(request), Call.of(request).standing(), RequestIds.of(request)));
        upgrade.handleRequest(request, response);
    }

    private static boolean isOwn(String origin, HttpServletRequest request) {
        try {
            URI uri = URI.create(origin);
            int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
            return request.getServerName().equalsIgnoreCase(uri.getHost()) && port == request.getServerPort();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** What is known of the caller goes with the connection; the request itself does not last as long. */
    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler, Map<String, Object> attributes) {
        if (request instanceof org.springframework.http.server.ServletServerHttpRequest servlet) {
            attributes.put(CALLER, servlet.getServletRequest().getAttribute(CALLER));
        }
        return true;
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler, @Nullable Exception thrown) {
        // Nothing is left to do.
    }

    @Override
    public List<String> getSubProtocols() {
        return List.of(PROTOCOL);
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) throws IOException {
        if (!PROTOCOL.equals(session.getAcceptedProtocol())) {
            session.close(new CloseStatus(4406, "Subprotocol not acceptable"));
        } else if (!free.tryAcquire()) {
            session.close(CloseStatus.SERVICE_OVERLOAD);
        } else if (session.getAttributes().get(CALLER) instanceof SocketConnection.Caller caller) {
            session.getAttributes().put(CONNECTION, new SocketConnection(session, caller, runner, bearers));
        }
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) throws IOException {
        if (session.getAttributes().get(CONNECTION) instanceof SocketConnection connection) {
            connection.heard(message.getPayload());
        }
    }

    @Override
    public void handleTransportError(WebSocketSession session, Throwable thrown) {
        // The connection is closed, which is told next.
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        if (session.getAttributes().remove(CONNECTION) instanceof SocketConnection connection) {
            free.release();
            connection.closed();
        }
    }
}
