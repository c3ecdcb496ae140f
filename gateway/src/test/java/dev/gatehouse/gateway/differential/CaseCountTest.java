package dev.gatehouse.gateway.differential;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the cases that travel both paths, without making any of the exchanges. */
class CaseCountTest {
    private static final Logger LOG = LoggerFactory.getLogger(CaseCountTest.class);

    @Test
    void theReadmeSaysHowManyCasesAndNamedDifferencesThereAre() throws Exception {
        LOG.info(
                "{} cases, {} named differences",
                names().size(),
                KnownDifferences.names().size());
        assertThat(readme())
                .contains(names().size() + " cases")
                .contains(KnownDifferences.names().size() + " named differences");
    }

    @Test
    void noTwoCasesHaveOneName() throws Exception {
        assertThat(names()).doesNotHaveDuplicates();
    }

    @Test
    void everyNamedDifferenceIsThatOfACase() throws Exception {
        assertThat(names()).containsAll(KnownDifferences.names());
    }

    private static List<String> names() throws ReflectiveOperationException {
        List<String> names = new ArrayList<>();
        for (JavaClass found : new ClassFileImporter().importPackages(CaseCountTest.class.getPackageName())) {
            if (found.isAssignableTo(DifferentialFixture.class)
                    && !found.getModifiers().contains(JavaModifier.ABSTRACT)) {
                DifferentialFixture subject = (DifferentialFixture)
                        found.reflect().getDeclaredConstructor().newInstance();
                subject.allCases().forEach(each -> names.add(each.name()));
            }
        }
        return names;
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }
}
