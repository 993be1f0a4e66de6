package com.steveslist.api.build;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/** The arrows between the six modules. Maven's dependencies keep most of them; here they are all stated, once. */
class ArchitectureTest {

    private static final JavaClasses OURS =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("com.steveslist");

    private static final String EVENTS = "com.steveslist.events..";
    private static final String COMMAND = "com.steveslist.command..";
    private static final String QUERY = "com.steveslist.query..";
    private static final String INFRA = "com.steveslist.infra..";
    private static final String PROJECTIONS = "com.steveslist.projections..";
    private static final String API = "com.steveslist.api..";

    @Test
    void events_know_only_the_jdk() {
        classes()
                .that().resideInAPackage(EVENTS)
                .should().onlyDependOnClassesThat().resideInAnyPackage(EVENTS, "java..", "org.jspecify.annotations..")
                .check(OURS);
    }

    @Test
    void who_checks_a_proof_needs_nothing_but_the_jdk_and_the_mathematics() {
        String[] own = {"com.steveslist.events.proof..", "com.steveslist.events.verify.."};
        classes()
                .that().resideInAnyPackage(own)
                .should().onlyDependOnClassesThat().resideInAnyPackage(own[0], own[1], "java..", "org.jspecify.annotations..")
                .check(OURS);
        noClasses()
                .that().resideInAnyPackage(own)
                .should().dependOnClassesThat().resideInAnyPackage("java.net..", "java.sql..", "javax.net..")
                .check(OURS);
    }

    @Test
    void the_command_side_knows_events_only() {
        noClasses()
                .that().resideInAPackage(COMMAND)
                .should().dependOnClassesThat().resideInAnyPackage(QUERY, INFRA, PROJECTIONS, API)
                .check(OURS);
    }

    @Test
    void the_query_side_knows_events_only() {
        noClasses()
                .that().resideInAPackage(QUERY)
                .should().dependOnClassesThat().resideInAnyPackage(COMMAND, INFRA, PROJECTIONS, API)
                .check(OURS);
    }

    @Test
    void infra_is_mechanism_and_knows_no_read_model() {
        noClasses()
                .that().resideInAPackage(INFRA)
                .should().dependOnClassesThat().resideInAnyPackage(QUERY, PROJECTIONS, API)
                .check(OURS);
    }

    @Test
    void projections_never_send_commands() {
        noClasses()
                .that().resideInAPackage(PROJECTIONS)
                .should().dependOnClassesThat().resideInAnyPackage(COMMAND, API)
                .check(OURS);
    }

    @Test
    void what_is_made_anew_from_the_log_can_ask_for_no_effect() {
        noClasses()
                .that().resideInAPackage(PROJECTIONS).and().resideOutsideOfPackage("com.steveslist.projections.reconcile..")
                .should().dependOnClassesThat().resideInAnyPackage(
                        "com.steveslist.infra.process..", "com.steveslist.infra.effects..", "com.steveslist.infra.payment..")
                .check(OURS);
    }

    @Test
    void the_api_reaches_stores_and_projectors_through_both_sides_only() {
        noClasses()
                .that().resideInAPackage(API)
                .should().dependOnClassesThat().resideInAnyPackage(INFRA, PROJECTIONS)
                .check(OURS);
    }

    @Test
    void deciding_needs_no_database_no_kafka_and_no_web() {
        noClasses()
                .that().resideInAPackage(COMMAND)
                .should().dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.apache.kafka..", "org.springframework.web..", "java.net.http..")
                .check(OURS);
    }
}
