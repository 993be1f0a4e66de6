package com.steveslist.infra.node;

import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Looks the role of {@link ConditionalOnRole} up among the node's. */
final class OnRole implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata annotated) {
        Map<String, Object> attributes = annotated.getAnnotationAttributes(ConditionalOnRole.class.getName());
        return attributes != null
                && attributes.get("value") instanceof NodeRole role
                && Binder.get(context.getEnvironment()).bindOrCreate("steveslist", NodeRoles.class).has(role);
    }
}
