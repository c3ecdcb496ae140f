package dev.gatehouse.gateway.recall;

import dev.gatehouse.gateway.explain.ExplanationJson;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A recollection for programs; fields are only ever added. */
public final class RecollectionJson {
    private RecollectionJson() {}

    /** One JSON object on lines of its own, with a line break at its end. */
    public static String of(Recollection recollection) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("event", recollection.request().event());
        tree.put("means", Meanings.of(recollection.request()));
        tree.put("rules", recollection.source());
        tree.put("same_generation", recollection.isSameGeneration());
        tree.put("missing", recollection.missing());
        tree.put("difference", recollection.difference());
        recollection.explanation().ifPresent(known -> tree.put("explanation", ExplanationJson.tree(known)));
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n";
    }
}
