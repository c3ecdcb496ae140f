package dev.gatehouse.gateway;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** The house rules that a compiler cannot hold: who may know whom, where Spring is wired, and that nothing blocks. */
@AnalyzeClasses(packages = "dev.gatehouse", importOptions = DoNotIncludeTests.class)
class HouseRulesTest {
    private static final String POLICY = "dev.gatehouse.policy..";
    private static final String INGRESS = "dev.gatehouse.ingress..";
    private static final String TELEMETRY = "dev.gatehouse.telemetry..";
    private static final String GATEWAY = "dev.gatehouse.gateway..";
    private static final String WIRING = "dev.gatehouse.gateway.wiring..";

    @ArchTest
    static final ArchRule THE_STEWARD_KNOWS_NOBODY = classes()
            .that()
            .resideInAPackage(POLICY)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(POLICY, "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule THE_LEDGER_KNOWS_NOBODY_OF_US = noClasses()
            .that()
            .resideInAPackage(TELEMETRY)
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    POLICY, INGRESS, GATEWAY, "org.springframework..", "io.netty..", "reactor.netty.."));

    @ArchTest
    static final ArchRule THE_DOOR_KNOWS_ONLY_THE_STEWARD = noClasses()
            .that()
            .resideInAPackage(INGRESS)
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    TELEMETRY, GATEWAY, "org.springframework..", "org.apache.kafka..", "org.snakeyaml.."));

    @ArchTest
    static final ArchRule NO_PACKAGES_RUN_IN_CIRCLES = slices().matching("dev.gatehouse.(**)")
            .namingSlices("$1")
            .as("packages of our own")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule SPRING_IS_CONFIGURED_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackage(WIRING)
            .should()
            .beAnnotatedWith(Configuration.class)
            .orShould()
            .beMetaAnnotatedWith(Component.class);

    @ArchTest
    static final ArchRule BEANS_ARE_MADE_IN_ONE_PLACE = methods()
            .that()
            .areDeclaredInClassesThat(are(resideInAPackage("dev.gatehouse..")))
            .and()
            .areAnnotatedWith(Bean.class)
            .should()
            .beDeclaredInClassesThat()
            .resideInAPackage(WIRING);

    @ArchTest
    static final ArchRule NOTHING_BLOCKS_ON_A_PUBLISHER =
            noClasses().should().callMethodWhere(isBlockingCallOfReactor());

    private static DescribedPredicate<JavaMethodCall> isBlockingCallOfReactor() {
        return DescribedPredicate.describe("it is a block*() of reactor", call -> isBlocking(call));
    }

    private static boolean isBlocking(JavaCall<MethodCallTarget> call) {
        String name = call.getTarget().getName();
        String owner = call.getTargetOwner().getPackageName();
        return (name.startsWith("block") || name.startsWith("bindNow") || name.startsWith("disposeNow"))
                && owner.startsWith("reactor");
    }
}
