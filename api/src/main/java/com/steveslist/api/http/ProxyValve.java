package com.steveslist.api.http;

import com.steveslist.api.limits.RateLimits;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Behind proxies that are trusted, a request has the client's address and scheme in the place of the last proxy's: so wrong tries are counted
 * against who makes them, cookies are for TLS only, and addresses that are told begin with {@code https}. From anybody else nothing is
 * believed. Tomcat forgets all of it before the connection's next request.
 */
final class ProxyValve extends ValveBase {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final RateLimits limits;

    ProxyValve(RateLimits limits) {
        super(true);
        this.limits = limits;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (limits.hasProxies()) {
            boolean tls = limits.isOverTls(request);
            request.setRemoteAddr(limits.clientAddress(request));
            if (tls) {
                request.setSecure(true);
                request.getCoyoteRequest().scheme().setString("https");
                if (request.getServerPort() == HTTP) {
                    request.getCoyoteRequest().setServerPort(HTTPS);
                }
            }
        }
        getNext().invoke(request, response);
    }
}
