package dev.gatehouse.load.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the numbers were measured on. */
final class Machine {

    private Machine() {}

    static Map<String, String> facts(List<Contender> contenders, List<String> absent) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("processor", processor(Path.of("/proc/cpuinfo")));
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("JDK", Runtime.version().toString());
        contenders.forEach(contender -> contender.version().ifPresent(v -> facts.put(contender.title(), v)));
        absent.forEach(title -> facts.put(title, "absent, skipped"));
        return facts;
    }

    static String processor(Path cpuinfo) {
        try {
            List<String> models = Files.readAllLines(cpuinfo).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .toList();
            return models.isEmpty() ? "unknown" : models.size() + " x " + models.get(0);
        } catch (IOException unreadable) {
            return "unknown";
        }
    }
}
