package dev.gatehouse.ingress.route;

/**
 * What hosts must look like for a predicate to say anything but no: this text, or when it {@code isOpen} this text
 * and any labels before it; the empty open form takes every host.
 *
 * <p>A form may take more hosts than its predicate does, never fewer. Hosts with empty labels are not asked about:
 * the door refuses them.
 */
public record HostForm(String ending, boolean isOpen) {
    public static final HostForm ANY = new HostForm("", true);

    int labels() {
        return (int) ending.chars().filter(c -> c == '.').count() + 1;
    }
}
