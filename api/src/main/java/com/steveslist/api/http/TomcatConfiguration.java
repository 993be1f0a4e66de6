package com.steveslist.api.http;

import com.steveslist.api.error.ProblemValve;
import com.steveslist.api.limits.RateLimits;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** What Tomcat does on its own: it answers with our errors, and lets nobody hold a connection with a slow body. */
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

    private static final int BODY_TIMEOUT_MILLIS = 10_000;

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsInsteadOfHtml(RateLimits limits) {
        return factory -> {
            factory.addEngineValves(new ProxyValve(limits));
            factory.addContextCustomizers(context -> {
                if (context.getParent() instanceof StandardHost host) {
                    host.setErrorReportValveClass("");
                    host.getPipeline().addValve(new ProblemValve(limits::show));
                }
            });
            factory.addConnectorCustomizers(connector -> {
                if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
                    http.setDisableUploadTimeout(false);
                    http.setConnectionUploadTimeout(BODY_TIMEOUT_MILLIS);
                }
            });
        };
    }
}
