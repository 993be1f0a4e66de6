package com.steveslist.api.mail;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Over SMTP when a server is configured, else into a folder. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailProperties.class)
class MailConfiguration {

    @Bean
    MailTransport mailTransport(MailProperties settings) {
        return settings.smtp().host() == null ? new FileOutbox(settings) : new SmtpTransport(settings);
    }
}
