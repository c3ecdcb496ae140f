package dev.gatehouse.gateway.cli;

import dev.gatehouse.policy.tests.TestOutcome;
import dev.gatehouse.policy.tests.TestReport;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The outcome of all tests as the XML that JUnit made common: a suite for each ruleset, a case for each test. */
final class JunitReport {
    private static final Pattern POSITION = Pattern.compile("(.+):([0-9]+):[0-9]+");
    private static final double NANOS = 1e9;

    private final XMLStreamWriter xml;

    private JunitReport(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static String of(TestReport report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new JunitReport(xml).write(report.outcomes());
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML in memory can always be written", e);
        }
        return text.append('\n').toString();
    }

    private void write(List<TestOutcome> outcomes) throws XMLStreamException {
        Map<String, List<TestOutcome>> suites = outcomes.stream()
                .collect(Collectors.groupingBy(
                        outcome -> outcome.test().service(), LinkedHashMap::new, Collectors.toList()));
        xml.writeStartDocument("UTF-8", "1.0");
        open("testsuites", "gatehouse", outcomes);
        for (Map.Entry<String, List<TestOutcome>> suite : suites.entrySet()) {
            open("testsuite", suite.getKey(), suite.getValue());
            for (TestOutcome outcome : suite.getValue()) {
                write(outcome);
            }
            close();
        }
        close();
        xml.writeEndDocument();
    }

    private void open(String element, String name, List<TestOutcome> outcomes) throws XMLStreamException {
        start(element, name);
        long failed = outcomes.stream().filter(outcome -> !outcome.isPassed()).count();
        attribute("tests", Integer.toString(outcomes.size()));
        attribute("failures", Long.toString(failed));
        attribute("errors", "0");
        attribute("skipped", "0");
        attribute(
                "time", seconds(outcomes.stream().mapToLong(TestOutcome::nanos).sum()));
    }

    private void write(TestOutcome outcome) throws XMLStreamException {
        start("testcase", outcome.test().name() + ": expect " + outcome.test().expect());
        attribute("classname", outcome.test().service());
        attribute("time", seconds(outcome.nanos()));
        Matcher position = POSITION.matcher(outcome.test().position());
        if (position.matches()) {
            attribute("file", position.group(1));
            attribute("line", position.group(2));
        }
        if (!outcome.isPassed()) {
            xml.writeStartElement("failure");
            attribute("message", outcome.failure());
            attribute("type", "decision");
            xml.writeCharacters(sound(outcome.test().position() + "\n" + outcome.failure() + "\n" + outcome.help()));
            close();
        }
        close();
    }

    private void start(String element, String name) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement(element);
        attribute("name", name);
    }

    private void close() throws XMLStreamException {
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, sound(value));
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.6f", nanos / NANOS);
    }

    /** XML has no way at all to write some characters, escaped or not. */
    private static String sound(String text) {
        StringBuilder sound = new StringBuilder(text.length());
        text.codePoints().map(letter -> isSound(letter) ? letter : '\uFFFD').forEach(sound::appendCodePoint);
        return sound.toString();
    }

    private static boolean isSound(int letter) {
        return letter == '\t'
                || letter == '\n'
                || letter == '\r'
                || (letter >= ' ' && letter < Character.MIN_SURROGATE)
                || (letter > Character.MAX_SURROGATE && letter < 0xFFFE)
                || letter > 0xFFFF;
    }
}
