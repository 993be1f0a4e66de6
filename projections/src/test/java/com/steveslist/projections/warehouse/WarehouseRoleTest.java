package com.steveslist.projections.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

class WarehouseRoleTest {

    @Test
    void a_node_that_has_other_roles_does_not_export() {
        try (AnnotationConfigApplicationContext node = new AnnotationConfigApplicationContext()) {
            node.getEnvironment().getPropertySources()
                    .addFirst(new MapPropertySource("node", Map.of("steveslist.roles", "api,command")));
            node.register(WarehouseConfiguration.class);
            node.refresh();

            assertThat(node.getBeanNamesForType(WarehouseRunner.class)).isEmpty();
        }
    }
}
