package com.steveslist.api.health;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How each part is asked whether it is there; no probe takes longer than two seconds. */
@Configuration(proxyBeanMethods = false)
class PartsConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Bean
    Part postgres(@Qualifier("securityDataSource") DataSource dataSource) {
        return new Part("postgres", true, () -> {
            try (Connection connection = dataSource.getConnection()) {
                return connection.isValid((int) PATIENCE.toSeconds());
            } catch (SQLException e) {
                return false;
            }
        });
    }

    /** A broker that takes a connection; what the relay makes of it stands in its own lag. */
    @Bean
    Part kafka(@Value("${steveslist.kafka}") String brokers) {
        return new Part("kafka", false, () -> Arrays.stream(brokers.split(",")).anyMatch(PartsConfiguration::accepts));
    }

    @Bean
    Part elasticsearch(@Value("${steveslist.elasticsearch}") URI address) {
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/_cluster/health")).timeout(PATIENCE).build();
        return new Part("elasticsearch", false, () -> {
            try {
                return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        });
    }

    private static boolean accepts(String broker) {
        int colon = broker.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(broker.substring(0, colon).strip(), Integer.parseInt(broker.substring(colon + 1).strip())),
                    (int) PATIENCE.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
