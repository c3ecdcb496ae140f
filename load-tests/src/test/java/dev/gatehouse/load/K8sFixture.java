package dev.gatehouse.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** The manifests as every test of them sees them. */
abstract class K8sFixture {
    static final Path FOLDER = Path.of("..", "k8s");

    Manifests manifests;
    Deployment deployment;
    PodSpec pod;
    Container gateway;

    @BeforeEach
    void read() throws IOException {
        manifests = Manifests.of(FOLDER);
        deployment = deployment("gatehouse");
        pod = deployment.getSpec().getTemplate().getSpec();
        assertThat(pod.getContainers()).hasSize(1);
        gateway = pod.getContainers().get(0);
    }

    Deployment deployment(String name) {
        List<Deployment> named = manifests.all(Deployment.class).stream()
                .filter(each -> each.getMetadata().getName().equals(name))
                .toList();
        assertThat(named).as(name).hasSize(1);
        return named.get(0);
    }

    /** What stands under {@code gateway:} in the ConfigMap. */
    Object inGateway(Object... path) {
        Map<String, String> files = manifests.only(ConfigMap.class).getData();
        Object gateway = Manifests.at(
                Manifests.documents((String) Manifests.at(files, "gateway.yaml"))
                        .get(0),
                "gateway");
        return Manifests.at(gateway, path);
    }

    Integer containerPort(String name) {
        return gateway.getPorts().stream()
                .filter(port -> port.getName().equals(name))
                .map(ContainerPort::getContainerPort)
                .findFirst()
                .orElseThrow();
    }

    Volume volume(String name) {
        return pod.getVolumes().stream()
                .filter(volume -> volume.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
