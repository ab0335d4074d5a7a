package io.promsh.target.prometheus;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.config.TargetSpec;
import io.promsh.failure.Failure;
import io.promsh.model.QueryAnswer;
import io.promsh.target.CutAnswer;
import io.promsh.target.http.AnswerBound;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server whose answers never end: promsh takes what its bound allows and leaves. */
@Timeout(30)
@SuppressWarnings("NullAway.Init")
class EndlessAnswerTest {
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"status\":\"success\",";

    private ServerSocket server;
    private volatile String start = "";
    private volatile String repeated = "";

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "endless");
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept();
                    OutputStream out = socket.getOutputStream()) {
                socket.getInputStream().read(new byte[4096]);
                out.write((HEAD + start).getBytes(US_ASCII));
                byte[] block = repeated.repeat(2000).getBytes(US_ASCII);
                while (!socket.isClosed()) {
                    out.write(block);
                }
            } catch (IOException e) {
                // The other side has had enough.
            }
        }
    }

    private HttpPrometheus target(AnswerBound bound) {
        TargetSpec spec = TargetSpec.open("endless", "http://127.0.0.1:" + server.getLocalPort());
        return new HttpPrometheus(spec, Answers.options().withBound(bound));
    }

    private QueryAnswer answer(AnswerBound bound) {
        QueryAnswer answer = Answers.query(target(bound), "m");
        assertTrue(answer.partial());
        assertTrue(CutAnswer.isCut(answer));
        return answer;
    }

    @Test
    void cutsASeriesThatNeverEnds() {
        start = "\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{},\"values\":[[0,\"1\"]";
        repeated = ",[1722.5,\"1.25\"]";
        long samples = answer(new AnswerBound(100_000, 1L << 40)).result().sampleCount();
        assertTrue(samples >= 100_000 && samples < 102_000, "samples: " + samples);
        QueryAnswer bytes = answer(new AnswerBound(Long.MAX_VALUE, 1 << 20));
        assertTrue(bytes.bytes() < 2 << 20, "bytes: " + bytes.bytes());
    }

    @Test
    void cutsAListOfSeriesThatNeverEnds() {
        start = "\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[0,\"1\"]}";
        repeated = ",{\"metric\":{\"a\":\"b\"},\"value\":[0,\"1\"]}";
        assertEquals(5000, answer(new AnswerBound(5000, 1L << 40)).result().seriesCount());
    }

    @Test
    void refusesAStringThatNeverEnds() {
        start = "\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{\"a\":\"";
        repeated = "0123456789";
        Failure failure = Answers.failure(target(new AnswerBound(5000, 1 << 20)), "m");
        assertTrue(failure.message().contains("longer than promsh takes"), failure.message());
    }
}
