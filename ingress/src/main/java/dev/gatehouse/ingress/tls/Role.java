package dev.gatehouse.ingress.tls;

/** On which side of a connection a certificate is shown. */
public enum Role {
    CLIENT("1.3.6.1.5.5.7.3.2", "client"),
    SERVER("1.3.6.1.5.5.7.3.1", "server");

    private final String keyPurpose;
    private final String word;

    Role(String keyPurpose, String word) {
        this.keyPurpose = keyPurpose;
        this.word = word;
    }

    /** The object identifier that an extended key usage must contain. */
    String keyPurpose() {
        return keyPurpose;
    }

    String word() {
        return word;
    }
}
