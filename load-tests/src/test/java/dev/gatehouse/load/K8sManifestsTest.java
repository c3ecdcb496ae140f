package dev.gatehouse.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class K8sManifestsTest extends K8sFixture {

    @Test
    void anUnknownKeyOrADuplicateOneIsRefused() {
        String account = "apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: a }\n";
        Manifests.parse("good", Manifests.documents(account).get(0));

        assertThatThrownBy(() -> Manifests.parse(
                        "bad",
                        Manifests.documents(account + "automount: false\n").get(0)))
                .hasMessageContaining("automount");
        assertThatThrownBy(() -> Manifests.documents(account + "kind: ConfigMap\n"))
                .hasMessageContaining("duplicate key kind");
    }

    @Test
    void everyFileOfTheFolderIsApplied() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".yaml") && !name.equals("kustomization.yaml")))
                    .containsExactlyInAnyOrderElementsOf(Manifests.resources(FOLDER));
        }
    }

    @Test
    void probesAskTheManagementPort() {
        assertProbe(gateway.getStartupProbe(), "/health/liveness");
        assertProbe(gateway.getLivenessProbe(), "/health/liveness");
        assertProbe(gateway.getReadinessProbe(), "/health/readiness");
        assertThat(containerPort("management")).isEqualTo(inGateway("management", "port"));
    }

    @Test
    void thePodPassesTheRestrictedStandard() {
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getHostNetwork()).isNull();
        assertThat(pod.getHostPID()).isNull();
        assertThat(pod.getHostIPC()).isNull();
        assertThat(pod.getInitContainers()).isEmpty();
        assertThat(gateway.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(gateway.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(gateway.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(gateway.getSecurityContext().getCapabilities().getAdd()).isEmpty();
        assertThat(gateway.getPorts()).extracting(ContainerPort::getHostPort).containsOnlyNulls();
        // No volume but those that the standard lets in.
        assertThat(pod.getVolumes()).allMatch(volume -> volume.getHostPath() == null);
    }

    @Test
    void theFleetRunsAsTheGatewaysDoAndIsNotTakenForOne() {
        Deployment fleet = deployment("gatehouse-fleet");
        PodSpec own = fleet.getSpec().getTemplate().getSpec();
        Map<String, String> labels = fleet.getSpec().getTemplate().getMetadata().getLabels();

        assertThat(own.getSecurityContext()).isEqualTo(pod.getSecurityContext());
        assertThat(own.getContainers()).singleElement().satisfies(container -> {
            assertThat(container.getImage()).isEqualTo(gateway.getImage());
            assertThat(container.getSecurityContext()).isEqualTo(gateway.getSecurityContext());
            assertThat(container.getResources().getLimits()).containsKey("memory");
        });
        assertThat(fleet.getSpec().getSelector().getMatchLabels()).isEqualTo(labels);
        assertThat(deployment.getSpec().getSelector().getMatchLabels()).isNotEqualTo(labels);
        manifests
                .all(Service.class)
                .forEach(service -> assertThat(service.getSpec().getSelector()).isNotEqualTo(labels));
    }

    @Test
    void whatIsWrittenToIsNotThePodsImage() {
        List<String> writable = new ArrayList<>();
        for (VolumeMount mount : gateway.getVolumeMounts()) {
            Volume volume = volume(mount.getName());
            if (volume.getEmptyDir() == null) {
                assertThat(mount.getReadOnly()).as(mount.getMountPath()).isTrue();
            } else {
                assertThat(volume.getEmptyDir().getSizeLimit())
                        .as(mount.getName())
                        .isNotNull();
                writable.add(mount.getMountPath());
            }
        }
        assertThat(writable).containsExactlyInAnyOrder("/tmp", "/var/lib/gatehouse");
    }

    @Test
    void theKubeletWaitsLongerThanTheDrain() {
        String drain = (String) inGateway("drain");
        assertThat(drain).matches("\\d+s");
        long drainSeconds = Long.parseLong(drain.substring(0, drain.length() - 1));
        long pause = gateway.getLifecycle().getPreStop().getSleep().getSeconds();

        assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThanOrEqualTo(drainSeconds + pause + 15);
    }

    @Test
    void everySelectorSelectsThePods() {
        Map<String, String> labels =
                deployment.getSpec().getTemplate().getMetadata().getLabels();

        List<Map<String, String>> selectors = new ArrayList<>();
        selectors.add(deployment.getSpec().getSelector().getMatchLabels());
        manifests
                .all(Service.class)
                .forEach(service -> selectors.add(service.getSpec().getSelector()));
        selectors.add(
                manifests.only(NetworkPolicy.class).getSpec().getPodSelector().getMatchLabels());
        selectors.add(manifests
                .only(PodDisruptionBudget.class)
                .getSpec()
                .getSelector()
                .getMatchLabels());
        pod.getTopologySpreadConstraints()
                .forEach(spread -> selectors.add(spread.getLabelSelector().getMatchLabels()));

        assertThat(selectors)
                .hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy(selector -> assertThat(labels).containsAllEntriesOf(selector));
        assertThat(selectors).noneMatch(Map::isEmpty);
    }

    @Test
    void aNodeCanBeEmptiedWithoutClosingTheDoor() {
        int allowed = manifests
                .only(PodDisruptionBudget.class)
                .getSpec()
                .getMaxUnavailable()
                .getIntVal();

        assertThat(deployment.getSpec().getReplicas()).isGreaterThan(allowed).isGreaterThanOrEqualTo(2);
        assertThat(allowed).isPositive();
        assertThat(pod.getTopologySpreadConstraints()).isNotEmpty();
    }

    @Test
    void theConfigMapHoldsTheFilesAndIsMounted() {
        ConfigMap configMap = manifests.only(ConfigMap.class);
        assertThat(configMap.getData()).containsOnlyKeys("gateway.yaml", "trust.yaml", "routes.yaml");
        configMap
                .getData()
                .values()
                .forEach(text -> assertThat(
                                ((Map<?, ?>) Manifests.documents(text).get(0)).get("version"))
                        .isEqualTo(1));

        Volume volume = pod.getVolumes().stream()
                .filter(any -> any.getConfigMap() != null)
                .findFirst()
                .orElseThrow();
        assertThat(volume.getConfigMap().getName())
                .isEqualTo(configMap.getMetadata().getName());
        String path = gateway.getVolumeMounts().stream()
                .filter(mount -> mount.getName().equals(volume.getName()))
                .map(VolumeMount::getMountPath)
                .findFirst()
                .orElseThrow();
        assertThat(gateway.getArgs()).containsExactly("run", path);
    }

    @Test
    void everyCertificateIsReadFromTheMountedSecret() {
        TreeSet<String> files = new TreeSet<>();
        for (String text : manifests.only(ConfigMap.class).getData().values()) {
            collectFiles(Manifests.documents(text).get(0), files);
        }

        assertThat(files).hasSizeGreaterThanOrEqualTo(6).allMatch(file -> file.startsWith("/etc/gatehouse/certs/"));
        assertThat(gateway.getVolumeMounts())
                .anyMatch(mount -> mount.getMountPath().equals("/etc/gatehouse/certs")
                        && volume(mount.getName()).getSecret() != null);
    }

    @Test
    void thePodHoldsNoKeyToTheCluster() {
        ServiceAccount account = manifests.only(ServiceAccount.class);

        assertThat(account.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getServiceAccountName()).isEqualTo(account.getMetadata().getName());
    }

    @Test
    void theImageNamesNoRegistryAndNoFloatingTag() {
        assertThat(gateway.getImage()).matches("gatehouse:[0-9.]+");
        assertThat(gateway.getResources().getRequests()).containsKeys("cpu", "memory");
        assertThat(gateway.getResources().getLimits()).containsKeys("memory");
    }

    private void assertProbe(Probe probe, String path) {
        assertThat(probe.getHttpGet().getPath()).isEqualTo(path);
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("management");
        assertThat(probe.getFailureThreshold()).isPositive();
    }

    private static void collectFiles(Object node, TreeSet<String> files) {
        if (node instanceof Map<?, ?> map) {
            map.values().forEach(value -> collectFiles(value, files));
        } else if (node instanceof List<?> list) {
            list.forEach(value -> collectFiles(value, files));
        } else if (node instanceof String text && (text.endsWith(".pem") || text.endsWith(".key"))) {
            files.add(text);
        }
    }
}
