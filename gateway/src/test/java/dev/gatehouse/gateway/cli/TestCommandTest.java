package dev.gatehouse.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class TestCommandTest {
    private static final String PASSES = "{ from: anonymous, send: GET /shop, expect: allow browse }";
    private static final String FAILS = "{ from: anonymous, send: POST /shop/orders, expect: allow }";

    @TempDir
    private Path folder;

    @Test
    void eachTestIsALineAndUntestedRulesAreListed() throws IOException {
        Shell shell = Shell.run("test", TestedFolder.file(folder, PASSES).toString());

        assertThat(shell.exitCode()).isZero();
        assertThat(shell.err()).isEmpty();
        assertThat(told(shell)).isEqualTo("""
                ok      web: GET /shop from anonymous: expect allow browse
                1 test: 1 passed, 0 failed
                rules no test exercises: 1
                        web: order (shop.yaml:13:9)
                """);
    }

    @Test
    void aFailureIsToldWithItsReasonAndTheOthersRunAllTheSame() throws IOException {
        Shell shell = Shell.run("test", TestedFolder.file(folder, FAILS, PASSES).toString());

        assertThat(shell.exitCode()).isEqualTo(1);
        assertThat(shell.err()).isEmpty();
        assertThat(told(shell)).startsWith("""
                FAILED  web: POST /shop/orders from anonymous: expect allow
                        expected `allow`, but it is `deny`: `browse` allows any to GET /shop/**, but the method is `POST`
                        = help: change `browse` (shop.yaml:12:9), or expect `deny`
                        = test: shop.yaml:15:9
                ok      web: GET /shop from anonymous: expect allow browse
                2 tests: 1 passed, 1 failed
                """);
    }

    @Test
    void whatTestShowsAsFailedCheckRefuses() throws IOException {
        Shell shell = Shell.run("check", TestedFolder.file(folder, FAILS).toString());

        assertThat(shell.exitCode()).isEqualTo(1);
        assertThat(told(shell)).contains("shop.yaml:15:").contains("test fails").contains("would not start");
    }

    @Test
    void checkCountsTests() throws IOException {
        Shell shell = Shell.run("check", TestedFolder.file(folder, PASSES).toString());

        assertThat(shell.exitCode()).isZero();
        assertThat(shell.out()).contains(" 1 test, 0 `never` lines, ");
    }

    @Test
    void noTestsAtAllIsSaidAndIsNoProblem() throws IOException {
        Shell shell = Shell.run("test", TestedFolder.file(folder).toString());

        assertThat(shell.exitCode()).isZero();
        assertThat(shell.out()).startsWith("no tests: ").contains("rules no test exercises: 2");
    }

    @Test
    void otherProblemsAreToldAsByCheckAndNothingIsRun() throws IOException {
        Shell shell = Shell.run(
                "test",
                TestedFolder.file(folder, "{ from: nobody, send: GET /, expect: allow }")
                        .toString());

        assertThat(shell.exitCode()).isEqualTo(1);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).contains("unknown identity `nobody`").contains("no test was run");
    }

    @Test
    void theXmlHasASuiteForEachRulesetAndACaseForEachTest() throws Exception {
        Path xml = folder.resolve("tests.xml");

        Shell shell = Shell.run("test", TestedFolder.file(folder, FAILS, PASSES).toString(), "--junit", xml.toString());

        assertThat(shell.exitCode()).isEqualTo(1);
        Element suite = only(parsed(xml), "testsuite");
        assertThat(suite.getAttribute("name")).isEqualTo("web");
        assertThat(suite.getAttribute("tests")).isEqualTo("2");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(Double.parseDouble(suite.getAttribute("time"))).isPositive();
        Element failed = (Element) suite.getElementsByTagName("testcase").item(0);
        assertThat(failed.getAttribute("name")).isEqualTo("web: POST /shop/orders from anonymous: expect allow");
        assertThat(failed.getAttribute("classname")).isEqualTo("web");
        assertThat(failed.getAttribute("file")).endsWith("shop.yaml");
        assertThat(failed.getAttribute("line")).isEqualTo("15");
        assertThat(only(failed, "failure").getAttribute("message")).startsWith("expected `allow`, but it is `deny`");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder("roots.pem", "shop.yaml", "tests.xml");
        }
    }

    @Test
    void hostileWordsNeitherBreakTheXmlNorSpeakToTheTerminal() throws Exception {
        Path xml = folder.resolve("tests.xml");
        String hostile = "{ from: anonymous, send: GET /shop, expect: allow,"
                + " because: \"]]><a b='&\\\"\\e[31m\\u0000\\uFFFE\\U0001F600\" }";

        Shell shell = Shell.run("test", TestedFolder.file(folder, hostile).toString(), "--junit", xml.toString());

        assertThat(shell.exitCode()).isEqualTo(1);
        assertThat(shell.out()).contains("]]><a b='&\"").doesNotContain("\u001b", "\u0000");
        assertThat(only(parsed(xml), "failure").getAttribute("message"))
                .contains("]]><a b='&\"\uFFFD[31m\uFFFD\uFFFD\uD83D\uDE00");
    }

    @Test
    void anXmlFileThatCannotBeWrittenIsAProblem() throws IOException {
        Shell shell = Shell.run(
                "test",
                TestedFolder.file(folder, PASSES).toString(),
                "--junit",
                folder.resolve("nowhere/tests.xml").toString());

        assertThat(shell.exitCode()).isEqualTo(1);
        assertThat(shell.err()).contains("cannot write");
    }

    private String told(Shell shell) {
        return (shell.out() + shell.err()).replace(folder + "/", "");
    }

    private static Document parsed(Path xml) throws Exception {
        String text = Files.readString(xml, StandardCharsets.UTF_8);
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Element only(Document document, String name) {
        return only(document.getDocumentElement(), name);
    }

    private static Element only(Element element, String name) {
        assertThat(element.getElementsByTagName(name).getLength()).isEqualTo(1);
        return (Element) element.getElementsByTagName(name).item(0);
    }
}
