package io.camelami.gsm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LayersTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.camelami.gsm");

    @Test
    void a_gateway_knows_nothing_of_camel_and_nothing_of_the_simulator() {
        noClasses()
                .that()
                .resideInAPackage("io.camelami.gsm..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.camel..", "io.camelami.component..", "io.camelami.simulator..")
                .check(classes);
    }

    @Test
    void text_and_pdu_know_nothing_of_gateways() {
        noClasses()
                .that()
                .resideInAnyPackage("io.camelami.gsm.text..", "io.camelami.gsm.pdu..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.camelami.ami..", "io.camelami.gsm.dialect..", "io.camelami.gsm.send..")
                .check(classes);
    }

    @Test
    void the_core_knows_no_vendor() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.camelami.gsm",
                        "io.camelami.gsm.send..",
                        "io.camelami.gsm.receive..",
                        "io.camelami.gsm.span..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.camelami.gsm.dialect.*..")
                .check(classes);
    }
}
