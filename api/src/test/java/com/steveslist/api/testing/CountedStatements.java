package com.steveslist.api.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/** Notes the statements that a request prepares for the views and for imports, by its request id; only of requests that are listened to. */
@Component
public final class CountedStatements implements BeanPostProcessor {
    private static final Set<String> COUNTED = Set.of("queryDataSource", "importsDataSource");
    private static final Map<String, List<String>> LISTENED = new ConcurrentHashMap<>();

    /** From now on, the statements of this request. */
    public static List<String> of(String requestId) {
        return LISTENED.computeIfAbsent(requestId, id -> new CopyOnWriteArrayList<>());
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return COUNTED.contains(name) ? new Counting((DataSource) bean) : bean;
    }

    private static final class Counting extends DelegatingDataSource implements AutoCloseable {

        Counting(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            List<String> statements = listened();
            return statements == null ? connection : noting(connection, statements);
        }

        private static @Nullable List<String> listened() {
            String request = MDC.get("request_id");
            return request == null ? null : LISTENED.get(request);
        }

        private static Connection noting(Connection connection, List<String> statements) {
            return (Connection) Proxy.newProxyInstance(
                    Counting.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("prepareStatement")) {
                            statements.add(String.valueOf(arguments[0]));
                        }
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getTargetException();
                        }
                    });
        }

        @Override
        public void close() throws Exception {
            ((AutoCloseable) obtainTargetDataSource()).close();
        }
    }
}
