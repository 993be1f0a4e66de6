package com.steveslist.projections.bench;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.axonframework.common.jpa.EntityManagerProvider;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;

/** A persistence context a transaction, bound to the thread, as Spring does it for Axon. */
final class JpaTransactions implements TransactionManager, EntityManagerProvider {

    private final EntityManagerFactory factory;
    private final ThreadLocal<@Nullable EntityManager> current = new ThreadLocal<>();

    JpaTransactions(EntityManagerFactory factory) {
        this.factory = factory;
    }

    @Override
    public EntityManager getEntityManager() {
        EntityManager manager = current.get();
        if (manager == null) {
            throw new IllegalStateException("outside of a transaction");
        }
        return manager;
    }

    @Override
    public Transaction startTransaction() {
        if (current.get() != null) {
            return new Joined();
        }
        EntityManager manager = factory.createEntityManager();
        manager.getTransaction().begin();
        current.set(manager);
        return new Begun(manager);
    }

    private final class Begun implements Transaction {
        private final EntityManager manager;

        Begun(EntityManager manager) {
            this.manager = manager;
        }

        @Override
        public void commit() {
            try {
                manager.getTransaction().commit();
            } finally {
                end();
            }
        }

        @Override
        public void rollback() {
            try {
                manager.getTransaction().rollback();
            } finally {
                end();
            }
        }

        private void end() {
            current.remove();
            manager.close();
        }
    }

    /** Part of one that was begun before. */
    private static final class Joined implements Transaction {
        @Override
        public void commit() {
            // Whoever began it commits.
        }

        @Override
        public void rollback() {
            // Whoever began it rolls back.
        }
    }
}
