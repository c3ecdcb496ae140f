package dev.gatehouse.gateway.config;

import java.util.List;

/** A token issuer as written: what its tokens call it, where its keys are, and whom tokens must be meant for. */
record IssuerSource(String issuer, Value jwks, List<String> audiences, Value where) {
    IssuerSource {
        audiences = List.copyOf(audiences);
    }
}
