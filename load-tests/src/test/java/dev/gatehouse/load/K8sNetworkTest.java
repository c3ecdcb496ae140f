package dev.gatehouse.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class K8sNetworkTest extends K8sFixture {

    @Test
    void everyNamedPortExists() {
        List<String> names =
                gateway.getPorts().stream().map(ContainerPort::getName).toList();
        List<IntOrString> used = new ArrayList<>();
        for (Service service : manifests.all(Service.class)) {
            service.getSpec().getPorts().forEach(port -> used.add(port.getTargetPort()));
        }
        for (NetworkPolicyIngressRule rule :
                manifests.only(NetworkPolicy.class).getSpec().getIngress()) {
            rule.getPorts().forEach(port -> used.add(port.getPort()));
        }

        assertThat(used)
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(port -> assertThat(names).contains(port.getStrVal()));
        assertThat(containerPort("https")).isEqualTo(inGateway("listeners", 0, "port"));
    }

    @Test
    void managementIsNotPublic() {
        for (Service service : manifests.all(Service.class)) {
            boolean hasManagement = service.getSpec().getPorts().stream()
                    .map(ServicePort::getTargetPort)
                    .anyMatch(port -> port.getStrVal().equals("management"));
            if (hasManagement) {
                assertThat(service.getSpec().getClusterIP()).isEqualTo("None");
                assertThat(service.getMetadata().getAnnotations())
                        .containsEntry("prometheus.io/scrape", "true")
                        .containsEntry(
                                "prometheus.io/port",
                                containerPort("management").toString());
            } else {
                assertThat(service.getSpec().getType()).isEqualTo("LoadBalancer");
            }
        }
        assertThat(manifests.all(Service.class)).hasSize(2);
        List<NetworkPolicyIngressRule> rules =
                manifests.only(NetworkPolicy.class).getSpec().getIngress();
        assertThat(rules)
                .filteredOn(rule -> rule.getFrom().isEmpty())
                .hasSize(1)
                .allSatisfy(rule -> assertThat(rule.getPorts())
                        .extracting(port -> port.getPort().getStrVal())
                        .containsExactly("https"));
    }

    @Test
    void theNetworkPolicyLetsNothingOutButNamesBackendsKafkaAndTheCollector() {
        NetworkPolicy policy = manifests.only(NetworkPolicy.class);

        assertThat(policy.getSpec().getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(policy.getSpec().getEgress())
                .allSatisfy(rule -> assertThat(rule.getTo()).isNotEmpty());
        assertThat(policy.getSpec().getEgress().stream()
                        .flatMap(rule -> rule.getPorts().stream())
                        .map(port -> port.getProtocol() + " " + port.getPort().getIntVal()))
                .containsExactlyInAnyOrder(
                        "UDP 53", "TCP 53", "TCP 8443", "TCP 9092", "TCP 9093", "TCP 4317", "TCP 4318");
    }
}
