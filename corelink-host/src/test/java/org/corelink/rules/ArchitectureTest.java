package org.corelink.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds all classes of the three modules to the rules of architecture.md, and each rule to a planted breach. */
class ArchitectureTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.corelink");

    private static final JavaClasses PLANTED = new ClassFileImporter()
            .withImportOption(location -> location.contains("/planted/"))
            .importPackages("org.corelink");

    static List<ArchitectureRule> rules() {
        return ArchitectureRule.all();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void ruleHolds(ArchitectureRule rule) {
        assertThat(rule.rule().evaluate(OURS).getFailureReport().getDetails()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void ruleFindsItsPlantedBreach(ArchitectureRule rule) {
        JavaClass breach = PLANTED.stream()
                .filter(planted -> planted.getSimpleName().equals(rule.breach()))
                .findFirst()
                .orElseThrow();
        EvaluationResult result = rule.rule().evaluate(new ClassFileImporter().importClasses(breach.reflect()));
        assertThat(result.getFailureReport().getDetails())
                .isNotEmpty()
                .allSatisfy(detail -> assertThat(detail).contains(breach.getFullName()));
    }

    @Test
    void classesOfAllModulesAreLookedAt() {
        assertThat(List.of("org.corelink.gossip.GossipNode", "org.corelink.server.Version", "org.corelink.host.Main"))
                .allMatch(OURS::contain);
        assertThat(OURS).noneMatch(ours -> ours.getPackageName().endsWith(".planted"));
    }

    @Test
    void everyShellThatIsExemptFromPurityExists() {
        assertThat(Purity.SHELLS).allMatch(OURS::contain);
    }
}
