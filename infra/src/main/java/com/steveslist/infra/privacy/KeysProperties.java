package com.steveslist.infra.privacy;

import com.steveslist.infra.postgres.Pools;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Where the database of people's keys is. */
@ConfigurationProperties("steveslist.keys")
public record KeysProperties(String url, String user, String password) {

    public KeysProperties {
        Pools.requireUrl("steveslist.keys.url", url);
    }

    @Override
    public String toString() {
        return "KeysProperties[" + url + "]";
    }
}
