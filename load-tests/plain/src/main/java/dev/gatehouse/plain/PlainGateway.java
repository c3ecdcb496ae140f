package dev.gatehouse.plain;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Spring Cloud Gateway with nothing added; its routes are properties. */
@SpringBootApplication
public class PlainGateway {
    public static void main(String[] arguments) {
        SpringApplication.run(PlainGateway.class, arguments);
    }
}
