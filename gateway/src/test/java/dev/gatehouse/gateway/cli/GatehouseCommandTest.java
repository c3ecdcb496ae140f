package dev.gatehouse.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatehouseCommandTest {

    @Test
    void helpListsEveryCommandAndTheExitCodes() {
        Shell shell = Shell.run("--help");

        assertThat(shell.exitCode()).isZero();
        assertThat(shell.out())
                .contains("check ", "test ", "explain ", "diff ", "blast-radius ", "run ", "demo ", "tap ", "replay ")
                .contains("suggest ", "version ", "Exit codes:");
        assertThat(shell.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check",
                "test",
                "explain",
                "diff",
                "blast-radius",
                "run",
                "demo",
                "tap",
                "replay",
                "suggest",
                "version"
            })
    void everyCommandExplainsItself(String command) {
        Shell shell = Shell.run(command, "--help");

        assertThat(shell.exitCode()).isZero();
        assertThat(shell.out()).startsWith("Usage: gatehouse " + command).contains("--help");
    }

    @Test
    void noCommandIsAMistakeThatIsExplained() {
        Shell shell = Shell.run();

        assertThat(shell.exitCode()).isEqualTo(2);
        assertThat(shell.err()).contains("which command?").contains("Commands:");
    }

    @Test
    void aMistypedCommandGetsASuggestion() {
        Shell shell = Shell.run("chekc", "x");

        assertThat(shell.exitCode()).isEqualTo(2);
        assertThat(shell.err()).contains("chekc");
    }

    @Test
    void anOptionThatDoesNotExistIsAMistake() {
        Shell shell = Shell.run("demo", "--rate", "5");

        assertThat(shell.exitCode()).isEqualTo(2);
        assertThat(shell.err()).contains("--rate");
    }

    @Test
    void aPortThatIsNoNumberIsAMistake() {
        assertThat(Shell.run("demo", "--port", "many").exitCode()).isEqualTo(2);
    }

    @Test
    void tapBeginsInOnePlaceOnly() {
        assertThat(Shell.run("tap", "--from-beginning", "--since", "5m").exitCode())
                .isEqualTo(2);
    }

    @Test
    void versionNamesTheProgramAndItsJava() {
        Shell shell = Shell.run("version");

        assertThat(shell.exitCode()).isZero();
        assertThat(shell.out()).contains("gatehouse ").contains("java " + System.getProperty("java.version"));
    }
}
