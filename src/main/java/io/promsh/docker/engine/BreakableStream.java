package io.promsh.docker.engine;

import io.promsh.failure.Failure;
import java.io.FilterInputStream;
import java.io.IOException;
import okhttp3.Call;
import okhttp3.Response;

/** The body of an answer. Closed before its end it cancels the call: the library would first read on, to save the connection. */
final class BreakableStream extends FilterInputStream {
    private final Call call;
    private final Response response;
    private final EngineFailures failures;
    private final Runnable over;
    private boolean ended;

    BreakableStream(Call call, Response response, EngineFailures failures, Runnable over) {
        super(response.body().byteStream());
        this.call = call;
        this.response = response;
        this.failures = failures;
        this.over = over;
    }

    @Override
    public int read() throws IOException {
        try {
            int next = super.read();
            ended |= next < 0;
            return next;
        } catch (IOException e) {
            throw told(e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            int count = super.read(bytes, offset, length);
            ended |= count < 0;
            return count;
        } catch (IOException e) {
            throw told(e);
        }
    }

    private Failure told(IOException e) {
        return failures.of(
                e, call.isCanceled(), "reading " + response.request().url().encodedPath());
    }

    @Override
    public void close() {
        if (!ended) {
            call.cancel();
        }
        response.close();
        over.run();
    }
}
