package io.promsh.target.http;

import io.promsh.config.TargetSpec;
import io.promsh.failure.Failure;
import io.promsh.tls.TlsFiles;
import java.io.IOException;
import java.security.GeneralSecurityException;
import okhttp3.OkHttpClient;

/** Sets TLS up as a target's files say; without files the JVM's own authorities hold. */
final class TlsSetup {
    private TlsSetup() {}

    static void apply(OkHttpClient.Builder client, TargetSpec.Tls tls) {
        boolean plain = tls.authority().isEmpty() && tls.certificate().isEmpty() && !tls.skipVerify();
        if (plain) {
            return;
        }
        try {
            TlsFiles.Trust trust = new TlsFiles(tls.authority(), tls.certificate(), tls.key(), tls.skipVerify()).read();
            client.sslSocketFactory(trust.context().getSocketFactory(), trust.manager());
            if (tls.skipVerify()) {
                client.hostnameVerifier((host, session) -> true);
            }
        } catch (GeneralSecurityException | IOException e) {
            throw Failure.usage("the target's TLS files cannot be used together: " + e.getMessage(), "check the files")
                    .withCause(e);
        }
    }
}
