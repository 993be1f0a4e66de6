package com.steveslist.infra.payment.stevepay;

import com.steveslist.infra.postgres.Pools;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where StevePay keeps its books.
 *
 * @param url JDBC URL of a database of its own, such as {@code jdbc:postgresql://localhost:5432/stevepay}
 * @param hang how long a card that hangs keeps its caller waiting; longer than our time-out of 3 s
 */
@ConfigurationProperties("steveslist.stevepay")
public record StevePayProperties(String url, String user, String password, @DefaultValue("10s") Duration hang) {

    public StevePayProperties {
        Pools.requireUrl("steveslist.stevepay.url", url);
    }

    @Override
    public String toString() {
        return "StevePayProperties[" + url + ", hang " + hang + "]";
    }
}
