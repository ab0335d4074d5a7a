package io.promsh.target.prometheus;

import io.promsh.config.TargetSpec;
import io.promsh.failure.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/** Sets TLS up as a target's files say; without files the JVM's own authorities hold. */
final class TlsSetup {
    private static final char[] NO_PASSWORD = new char[0];

    private TlsSetup() {}

    static void apply(OkHttpClient.Builder client, TargetSpec.Tls tls) {
        boolean plain = tls.authority().isEmpty() && tls.certificate().isEmpty() && !tls.skipVerify();
        if (plain) {
            return;
        }
        try {
            X509TrustManager trust = tls.skipVerify() ? new TrustAll() : trust(tls.authority());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(tls), new TrustManager[] {trust}, new SecureRandom());
            client.sslSocketFactory(context.getSocketFactory(), trust);
            if (tls.skipVerify()) {
                client.hostnameVerifier((host, session) -> true);
            }
        } catch (GeneralSecurityException | IOException e) {
            throw Failure.usage("the target's TLS files cannot be used together: " + e.getMessage(), "check the files")
                    .withCause(e);
        }
    }

    private static X509TrustManager trust(Optional<Path> authority) throws GeneralSecurityException, IOException {
        KeyStore store = null;
        if (authority.isPresent()) {
            store = emptyStore();
            int number = 0;
            for (X509Certificate certificate : PemFiles.certificates(authority.get())) {
                store.setCertificateEntry("authority" + number++, certificate);
            }
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("this Java has no X.509 trust manager");
    }

    private static KeyManager[] keys(TargetSpec.Tls tls) throws GeneralSecurityException, IOException {
        if (tls.certificate().isEmpty()) {
            return new KeyManager[0];
        }
        Path certificateFile = tls.certificate().get();
        List<X509Certificate> chain = PemFiles.certificates(certificateFile);
        PrivateKey key = PemFiles.privateKey(tls.key().orElse(certificateFile));
        KeyStore store = emptyStore();
        store.setKeyEntry("client", key, NO_PASSWORD, chain.toArray(new Certificate[0]));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    /** What skip-verify asks for: any certificate will do. */
    private static final class TrustAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
