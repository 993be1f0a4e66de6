package com.steveslist.query.store;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** Where the views are: the database that events are in, through a pool of its own. */
@ConfigurationProperties("steveslist.postgres")
record ViewStoreProperties(String url, String user, String password) {

    @Override
    public String toString() {
        return "ViewStoreProperties[" + url + "]";
    }
}
