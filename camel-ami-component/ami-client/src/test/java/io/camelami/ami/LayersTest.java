package io.camelami.ami;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.camelami.ami", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

    @ArchTest
    static final ArchRule the_client_needs_nothing_but_the_jdk_and_slf4j = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.camelami.ami..", "java..", "javax.net..", "org.slf4j..");
}
