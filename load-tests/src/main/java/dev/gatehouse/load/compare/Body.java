package dev.gatehouse.load.compare;

/** What the origin answers with. */
enum Body {
    SMALL("small", 200),
    MEDIUM("medium", 10_000),
    LARGE("large", 1_000_000);

    private final String file;
    private final int bytes;

    Body(String file, int bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    String file() {
        return file;
    }

    int bytes() {
        return bytes;
    }
}
