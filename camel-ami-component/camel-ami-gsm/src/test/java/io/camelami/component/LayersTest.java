package io.camelami.component;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** Every arrow between the layers points down: Camel, then GSM, then AMI. */
@AnalyzeClasses(
        packages = "io.camelami",
        importOptions = {ImportOption.DoNotIncludeTests.class, LayersTest.NoTestJars.class})
class LayersTest {

    /** The captures come in the jar of another module's tests, which that option does not know. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    /**
     * Messages are values that a route may see, exceptions tell whether something was written, and threads, the watch over
     * them and the leave to write at all come from Camel; all else of AMI is the wire.
     */
    private static final Set<String> NOT_THE_WIRE = Set.of(
            "AmiAction",
            "AmiResponse",
            "AmiMessage",
            "AmiEvent",
            "AmiHeader",
            "AmiException",
            "AmiEncodingException",
            "AmiNotWrittenException",
            "AmiPermit",
            "AmiRuntime",
            "ReadingWatch");

    /** Looked up by its type and handed down. */
    private static final String FOUND_IN_THE_REGISTRY = "io.camelami.gsm.dialect.Dialect";

    @ArchTest
    static final ArchRule the_component_knows_nothing_of_the_wire = noClasses()
            .that()
            .resideInAPackage("io.camelami.component..")
            .should()
            .dependOnClassesThat(describe(
                    "are the wire side of io.camelami.ami, sockets or a dialect",
                    (JavaClass to) ->
                            to.getPackageName().equals("io.camelami.ami") && !NOT_THE_WIRE.contains(to.getSimpleName())
                                    || to.getName().startsWith("java.net.Socket")
                                    || to.getPackageName().startsWith("java.nio.channels")
                                    || to.getPackageName().startsWith("io.camelami.gsm.dialect")
                                            && !to.getName().equals(FOUND_IN_THE_REGISTRY)));

    @ArchTest
    static final ArchRule the_layers_below_know_no_camel = noClasses()
            .that()
            .resideInAnyPackage("io.camelami.ami..", "io.camelami.gsm..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "io.camelami.component..");

    @ArchTest
    static final ArchRule nothing_that_users_depend_on_needs_the_simulator = noClasses()
            .that()
            .resideInAnyPackage("io.camelami.ami..", "io.camelami.gsm..", "io.camelami.component..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.camelami.simulator..");
}
