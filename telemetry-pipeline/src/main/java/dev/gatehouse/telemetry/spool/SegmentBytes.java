package dev.gatehouse.telemetry.spool;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where the bytes of one segment lie. One thread appends; another may read what was appended before. */
sealed interface SegmentBytes permits FileBytes, HeapBytes {

    /** Appends all of the buffer; after a failure nothing of it counts. */
    void append(ByteBuffer bytes) throws IOException;

    /** Reads from an offset on into the buffer, and says how many bytes; -1 at the end. */
    int read(ByteBuffer into, long offset) throws IOException;

    /** Makes what was appended survive a power failure, and says whether it can. */
    boolean sync() throws IOException;

    /** Gives the bytes up. */
    void delete();

    /** Lets go of handles; the bytes stay where they can. */
    void close();
}
