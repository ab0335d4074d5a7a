package io.promsh.target.http;

import io.promsh.config.TargetSpec;
import io.promsh.failure.Failure;
import java.net.Proxy;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** Makes the HTTP client that a target needs, and no more of it: TLS is set up for https addresses only. */
public final class HttpClients {
    private static final long CONNECT_SECONDS = 10;

    private HttpClients() {}

    /** Returns the base address of a target, without user and password. */
    public static HttpUrl base(TargetSpec spec) {
        HttpUrl url = HttpUrl.parse(spec.url());
        if (url == null) {
            throw Failure.usage(
                    "the address of the target " + spec.name() + " is no http or https address",
                    "write it like http://localhost:9090");
        }
        return url.newBuilder()
                .username("")
                .password("")
                .query(null)
                .fragment(null)
                .build();
    }

    /** Returns whether the address is this machine's own; decided by its spelling, no name is looked up. */
    public static boolean isLoopback(HttpUrl url) {
        String host = url.host();
        return host.equals("localhost") || host.endsWith(".localhost") || host.startsWith("127.") || host.equals("::1");
    }

    public static OkHttpClient make(TargetSpec spec, HttpUrl base, WireOptions options) {
        OkHttpClient.Builder client = new OkHttpClient.Builder()
                .connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                // The call's own timeout rules; a slow query sends nothing for minutes.
                .readTimeout(0, TimeUnit.SECONDS)
                .writeTimeout(0, TimeUnit.SECONDS)
                // One answer a connection at a time: a cancelled one ends at once, and a refused certificate is named
                // as such.
                .protocols(List.of(Protocol.HTTP_1_1))
                .followRedirects(false)
                .followSslRedirects(false);
        if (isLoopback(base)) {
            client.proxy(Proxy.NO_PROXY);
        } else {
            ProxyChoice.apply(client, base, options.environment());
        }
        if (base.isHttps()) {
            TlsSetup.apply(client, spec.tls());
        } else {
            // Without a TLS specification OkHttp does not load the trust store: 70 ms and more at start-up.
            client.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
        }
        return client.build();
    }
}
