package dev.gatehouse.load.compare;

import dev.gatehouse.load.LoadProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that can be compared, by short names. */
final class Contenders {

    private Contenders() {}

    static List<Contender> named(List<String> names, Path home) throws LoadProblem {
        Map<String, Contender> all = new LinkedHashMap<>();
        all.put("nginx", new Nginx());
        all.put("haproxy", new Haproxy());
        all.put("scg", new PlainGateway(home));
        all.put("fast", Gatehouse.onTheFastPath(home));
        all.put("filter", Gatehouse.onTheFilterPath(home));
        List<Contender> chosen = new ArrayList<>();
        for (String name : names) {
            Contender contender = all.get(name);
            if (contender == null) {
                throw new LoadProblem("no rival is called `" + name + "`; there are " + all.keySet());
            }
            chosen.add(contender);
        }
        return chosen;
    }
}
