package dev.gatehouse.load.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ChartTest {

    @Test
    void hasABarForEachFigureAsLongAsItSays() throws Exception {
        Map<String, Measured> rows = new LinkedHashMap<>();
        rows.put("nginx", MedianTest.run(20, 1));
        rows.put("Gatehouse, fast path", MedianTest.run(10, 1));
        Document chart = read(Chart.of(Map.of("P", rows)));

        NodeList bars = chart.getElementsByTagName("rect");
        assertThat(bars.getLength()).isEqualTo(2);
        assertThat(widthOf(bars, 0)).isEqualTo(2 * widthOf(bars, 1));
        assertThat(texts(chart))
                .contains("P: plain in, plain out", "nginx", "20.0  (1.00 × nginx)", "10.0  (0.50 × nginx)");
    }

    @Test
    void saysNoRatioWhereNginxIsAbsent() throws Exception {
        Document chart = read(Chart.of(Map.of("P", Map.of("A < B & C", MedianTest.run(3, 1)))));

        assertThat(texts(chart)).contains("A < B & C", "3.0");
    }

    private static Document read(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static int widthOf(NodeList bars, int index) {
        return Integer.parseInt(
                bars.item(index).getAttributes().getNamedItem("width").getNodeValue());
    }

    private static List<String> texts(Document chart) {
        NodeList found = chart.getElementsByTagName("text");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent());
        }
        return texts;
    }
}
