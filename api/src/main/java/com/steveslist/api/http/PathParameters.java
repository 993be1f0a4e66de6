package com.steveslist.api.http;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** No address of this API has a {@code ;}. Spring takes such parts of paths apart before its firewall looks, and throws at a wrong one. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 6)
final class PathParameters implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException, ServletException {
        if (((HttpServletRequest) request).getRequestURI().indexOf(';') >= 0) {
            throw ApiException.of(ErrorCode.MALFORMED_REQUEST, "The address holds something that no address of this API has.");
        }
        chain.doFilter(request, response);
    }
}
