package io.camelami.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    /** A double that shared code with the client would share its faults. */
    @Test
    void the_simulator_knows_nothing_of_the_client() {
        JavaClasses simulator = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.camelami.simulator");
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.camelami.simulator..",
                        "java..",
                        "org.slf4j..",
                        "com.fasterxml.jackson.core..",
                        "picocli..",
                        "org.junit.jupiter.api..")
                .check(simulator);
    }
}
