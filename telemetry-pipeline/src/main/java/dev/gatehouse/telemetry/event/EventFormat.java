package dev.gatehouse.telemetry.event;

/** How request events and decision records are written. All other records are JSON, always. */
public enum EventFormat {
    /** Text that any tool reads. */
    JSON(0, "application/json") {
        @Override
        public EventEncoder encoder(Origin origin) {
            return new JsonEventEncoder(origin);
        }
    },
    /** The message {@code Event} of {@code events.proto}: smaller, and cheaper to write and to compress. */
    PROTOBUF(1, "application/protobuf") {
        @Override
        public EventEncoder encoder(Origin origin) {
            return new ProtobufEventEncoder(origin);
        }
    };

    private final byte number;
    private final String contentType;

    EventFormat(int number, String contentType) {
        this.number = (byte) number;
        this.contentType = contentType;
    }

    public abstract EventEncoder encoder(Origin origin);

    /** What stands for it in the spool; never another one's. */
    public byte number() {
        return number;
    }

    /** The media type in a record's {@code content-type} header. */
    public String contentType() {
        return contentType;
    }
}
