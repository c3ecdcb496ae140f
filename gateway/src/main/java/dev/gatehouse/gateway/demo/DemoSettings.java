package dev.gatehouse.gateway.demo;

import java.nio.file.Path;

/**
 * What can be chosen about the demonstration. A port of 0 means any that is free.
 *
 * @param directory where its certificates, configuration and Kafka's data lie
 * @param port the public listener's port
 * @param managementPort the port of health and metrics
 * @param kafkaPort the broker's port
 */
public record DemoSettings(Path directory, int port, int managementPort, int kafkaPort) {}
