package dev.gatehouse.gateway.differential;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the gateway once for all cases of a subject, and each case through both paths. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DifferentialFixture {
    private static final Logger LOG = LoggerFactory.getLogger(DifferentialFixture.class);

    private final List<Case> cases = allCases();
    private Gateway gateway;

    abstract List<Case> allCases();

    Ground ground() {
        return new Ground.ClearText();
    }

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        gateway = new Gateway(folder, cases, ground());
    }

    @AfterAll
    void close() throws IOException {
        gateway.close();
        LOG.info(
                "{} cases of {} went through both paths",
                cases.size(),
                getClass().getSimpleName());
    }

    List<Case> cases() {
        return cases;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void bothPathsAreRightAndTheSame(Case asked) throws Exception {
        new Comparison(gateway).check(asked);
    }
}
