package dev.gatehouse.gateway.grpc;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Speaks just enough HTTP/2 to refuse the first stream of each connection, and to answer the others with an empty 200. */
final class RefusingBackend implements AutoCloseable {
    private static final int PREFACE = 24;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int ACK = 1;
    private static final int END_OF_STREAM_AND_HEADERS = 5;
    private static final byte[] REFUSED_STREAM = {0, 0, 0, 7};
    private static final byte[] STATUS_200 = {(byte) 0x88};

    private final ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final AtomicInteger asked = new AtomicInteger();

    RefusingBackend() throws IOException {
        Thread serving = new Thread(this::serve, "refusing backend");
        serving.setDaemon(true);
        serving.start();
    }

    int port() {
        return listening.getLocalPort();
    }

    /** How many requests came. */
    int asked() {
        return asked.get();
    }

    // One connection after the other, until the end.
    private void serve() {
        while (!listening.isClosed()) {
            try (Socket socket = listening.accept()) {
                speak(new DataInputStream(socket.getInputStream()), socket.getOutputStream());
            } catch (IOException ended) {
                // The next one, if there is one.
            }
        }
    }

    private void speak(DataInputStream in, OutputStream out) throws IOException {
        in.readNBytes(PREFACE);
        send(out, SETTINGS, 0, 0, new byte[0]);
        boolean refused = false;
        while (true) {
            int lengthAndType = in.readInt();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            in.readNBytes(lengthAndType >>> 8);
            int type = lengthAndType & 0xff;
            if (type == SETTINGS && flags != ACK) {
                send(out, SETTINGS, ACK, 0, new byte[0]);
            } else if (type == HEADERS) {
                asked.incrementAndGet();
                if (refused) {
                    send(out, HEADERS, END_OF_STREAM_AND_HEADERS, stream, STATUS_200);
                } else {
                    send(out, RST_STREAM, 0, stream, REFUSED_STREAM);
                }
                refused = true;
            }
        }
    }

    private static void send(OutputStream out, int type, int flags, int stream, byte[] payload) throws IOException {
        byte[] frame = new byte[9 + payload.length];
        frame[2] = (byte) payload.length;
        frame[3] = (byte) type;
        frame[4] = (byte) flags;
        frame[8] = (byte) stream;
        System.arraycopy(payload, 0, frame, 9, payload.length);
        out.write(frame);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
