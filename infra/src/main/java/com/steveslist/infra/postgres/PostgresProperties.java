package com.steveslist.infra.postgres;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where database {@code steveslist} is.
 *
 * @param url JDBC URL, such as {@code jdbc:postgresql://localhost:5432/steveslist}
 */
@ConfigurationProperties("steveslist.postgres")
public record PostgresProperties(String url, String user, String password) {

    public PostgresProperties {
        Pools.requireUrl("steveslist.postgres.url", url);
    }

    @Override
    public String toString() {
        return "PostgresProperties[" + url + "]";
    }
}
