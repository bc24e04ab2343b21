package dev.jaculus.server.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** A frame: the length as four little-endian bytes, then that much UTF-8 JSON. */
public final class Frames {
    /** Constants travel inside a request, arrays too; what is larger than this is not a request. */
    public static final int LIMIT = 64 << 20;

    private Frames() {}

    /** The next frame; empty where the other side closed the connection between two frames. */
    public static Optional<JsonObject> read(InputStream in) throws IOException {
        byte[] header = in.readNBytes(4);
        if (header.length == 0) {
            return Optional.empty();
        }
        long length = header.length < 4
                ? 0
                : Integer.toUnsignedLong(
                        ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt());
        if (length > LIMIT) {
            throw new BadMessage("a frame of " + length + " bytes; the limit is " + LIMIT);
        }
        byte[] body = in.readNBytes((int) length); // grows as bytes arrive: a lie about the length costs nothing
        if (header.length < 4 || body.length < length) {
            throw new EOFException("the connection ended inside a frame");
        }
        try {
            return Optional.of(JsonParser.object().from(new String(body, UTF_8)));
        } catch (JsonParserException e) {
            throw new BadMessage("not a JSON object: " + e.getMessage());
        } catch (StackOverflowError e) {
            throw new BadMessage("JSON nested too deep");
        }
    }

    public static void write(OutputStream out, JsonObject message) throws IOException {
        byte[] body = JsonWriter.string(message).getBytes(UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(4 + body.length).order(ByteOrder.LITTLE_ENDIAN);
        out.write(frame.putInt(body.length).put(body).array());
        out.flush();
    }

    /** What was received is no message; the connection cannot go on. */
    public static final class BadMessage extends IOException {
        public BadMessage(String text) {
            super(text);
        }
    }
}
