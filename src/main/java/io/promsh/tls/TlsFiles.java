package io.promsh.tls;

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

/**
 * What TLS is set up with; without files the JVM's own authorities hold.
 *
 * @param authority certificates that are trusted instead of the JVM's
 * @param certificate the client's own
 * @param key its private key; without one it stands in {@code certificate}
 * @param skipVerify any certificate will do
 */
public record TlsFiles(Optional<Path> authority, Optional<Path> certificate, Optional<Path> key, boolean skipVerify) {
    private static final char[] NO_PASSWORD = new char[0];

    /** What a client is built with. */
    public record Trust(SSLContext context, X509TrustManager manager) {}

    /** Reads the files. Throws a usage failure for a file that is of no use. */
    public Trust read() throws GeneralSecurityException, IOException {
        X509TrustManager manager = skipVerify ? new TrustAll() : manager();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys(), new TrustManager[] {manager}, new SecureRandom());
        return new Trust(context, manager);
    }

    private X509TrustManager manager() throws GeneralSecurityException, IOException {
        KeyStore store = null;
        if (authority.isPresent()) {
            store = emptyStore();
            int number = 0;
            for (X509Certificate one : PemFiles.certificates(authority.get())) {
                store.setCertificateEntry("authority" + number++, one);
            }
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager made : factory.getTrustManagers()) {
            if (made instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("this Java has no X.509 trust manager");
    }

    private KeyManager[] keys() throws GeneralSecurityException, IOException {
        if (certificate.isEmpty()) {
            return new KeyManager[0];
        }
        Path certificateFile = certificate.get();
        List<X509Certificate> chain = PemFiles.certificates(certificateFile);
        PrivateKey privateKey = PemFiles.privateKey(key.orElse(certificateFile));
        KeyStore store = emptyStore();
        store.setKeyEntry("client", privateKey, NO_PASSWORD, chain.toArray(new Certificate[0]));
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
