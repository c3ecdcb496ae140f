package dev.gatehouse.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/** What `kubectl apply -k` would apply, read so strictly that a key which Kubernetes does not know is an error. */
final class Manifests {
    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "v1 ServiceAccount", ServiceAccount.class,
            "v1 ConfigMap", ConfigMap.class,
            "v1 Service", Service.class,
            "apps/v1 Deployment", Deployment.class,
            "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
            "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class);

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new WithoutCatchAll())
            .build();

    private final List<HasMetadata> objects = new ArrayList<>();

    private Manifests() {}

    /** All documents of the files that the kustomization lists. */
    static Manifests of(Path directory) throws IOException {
        Manifests manifests = new Manifests();
        for (String file : resources(directory)) {
            for (Object document : documents(Files.readString(directory.resolve(file)))) {
                manifests.objects.add(parse(file, document));
            }
        }
        return manifests;
    }

    /** The files that the kustomization lists. */
    static List<String> resources(Path directory) throws IOException {
        String text = Files.readString(directory.resolve("kustomization.yaml"));
        Object kustomization = documents(text).get(0);
        assertThat(at(kustomization, "kind")).isEqualTo("Kustomization");
        List<String> files = new ArrayList<>();
        ((List<?>) at(kustomization, "resources")).forEach(file -> files.add((String) file));
        return files;
    }

    /** What stands there: names lead into maps, numbers into lists. */
    static Object at(Object node, Object... path) {
        Object here = node;
        for (Object step : path) {
            Object next = step instanceof Integer index ? ((List<?>) here).get(index) : ((Map<?, ?>) here).get(step);
            here = Objects.requireNonNull(next, () -> "nothing at " + step);
        }
        return here;
    }

    /** YAML as its plain maps and lists; a key that is written twice is an error. */
    static List<Object> documents(String yaml) {
        List<Object> documents = new ArrayList<>();
        new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build())
                .loadAllFromString(yaml)
                .forEach(documents::add);
        return documents;
    }

    static HasMetadata parse(String file, Object document) {
        Map<?, ?> written = (Map<?, ?>) document;
        String kind = written.get("apiVersion") + " " + written.get("kind");
        assertThat(KINDS).as(file).containsKey(kind);
        return STRICT.convertValue(document, KINDS.get(kind));
    }

    <T extends HasMetadata> List<T> all(Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <T extends HasMetadata> T only(Class<T> kind) {
        assertThat(all(kind)).as(kind.getSimpleName()).hasSize(1);
        return all(kind).get(0);
    }

    /** The model keeps what it does not know in a map of the rest; without that map it is an unknown property. */
    private static final class WithoutCatchAll extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(MapperConfig<?> config, Annotated annotated) {
            return false;
        }
    }
}
