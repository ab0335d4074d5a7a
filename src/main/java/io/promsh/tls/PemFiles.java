package io.promsh.tls;

import io.promsh.failure.Failure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Reads certificates and private keys in PEM form: PKCS#8, and the older PKCS#1 (RSA) and SEC1 (EC) forms. */
public final class PemFiles {
    private static final byte[] RSA_ALGORITHM = {
        0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00
    };
    private static final byte[] EC_KEY_OID = {0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01};
    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};
    private static final String[] ALGORITHMS = {"RSA", "EC", "EdDSA"};

    private PemFiles() {}

    /** Returns the certificates of a file, in its order. Throws a usage failure when there is none. */
    public static List<X509Certificate> certificates(Path file) throws GeneralSecurityException {
        List<X509Certificate> found = new ArrayList<>();
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        for (Block block : blocks(file)) {
            if (!block.label.equals("CERTIFICATE")) {
                continue;
            }
            Certificate certificate = factory.generateCertificate(new ByteArrayInputStream(block.bytes));
            if (certificate instanceof X509Certificate x509) {
                found.add(x509);
            }
        }
        if (found.isEmpty()) {
            throw Failure.usage("there is no certificate in " + file, "it must hold -----BEGIN CERTIFICATE-----");
        }
        return found;
    }

    /** Returns the private key of a file. Throws a usage failure when there is none that can be read. */
    public static PrivateKey privateKey(Path file) throws GeneralSecurityException {
        for (Block block : blocks(file)) {
            switch (block.label) {
                case "PRIVATE KEY" -> {
                    return anyAlgorithm(block.bytes, file);
                }
                case "RSA PRIVATE KEY" -> {
                    byte[] wrapped = sequence(VERSION_0, RSA_ALGORITHM, tagged(0x04, block.bytes));
                    return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(wrapped));
                }
                case "EC PRIVATE KEY" -> {
                    byte[] algorithm = sequence(EC_KEY_OID, curve(block.bytes, file));
                    byte[] wrapped = sequence(VERSION_0, algorithm, tagged(0x04, block.bytes));
                    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(wrapped));
                }
                case "ENCRYPTED PRIVATE KEY" ->
                    throw Failure.usage(
                            "the key in " + file + " is locked with a password",
                            "unlock it: openssl pkey -in KEY -out KEY.open, and keep that file 0600");
                default -> {
                    // Certificates and parameters may stand in the same file.
                }
            }
        }
        throw Failure.usage("there is no private key in " + file, "it must hold -----BEGIN PRIVATE KEY-----");
    }

    private static PrivateKey anyAlgorithm(byte[] pkcs8, Path file) throws GeneralSecurityException {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException e) {
                // Of another algorithm.
            }
        }
        throw Failure.usage("the private key in " + file + " is of a kind that Java does not know", "use RSA or EC");
    }

    /** Finds the curve's name in a SEC1 key: the object identifier within the field tagged [0]. */
    private static byte[] curve(byte[] sec1, Path file) {
        for (int i = 0; i + 3 < sec1.length; i++) {
            int length = sec1[i + 3] & 0xff;
            boolean isCurve = (sec1[i] & 0xff) == 0xa0 && sec1[i + 2] == 0x06 && (sec1[i + 1] & 0xff) == length + 2;
            if (isCurve && i + 4 + length <= sec1.length) {
                return java.util.Arrays.copyOfRange(sec1, i + 2, i + 4 + length);
            }
        }
        throw Failure.usage(
                "the EC key in " + file + " does not name its curve",
                "rewrite it: openssl pkcs8 -topk8 -nocrypt -in KEY -out KEY.pk8");
    }

    private static byte[] sequence(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return tagged(0x30, all.toByteArray());
    }

    private static byte[] tagged(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else if (content.length < 0x100) {
            out.write(0x81);
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Block(String label, byte[] bytes) {}

    private static List<Block> blocks(Path file) {
        String text = read(file);
        List<Block> found = new ArrayList<>();
        int at = 0;
        while (true) {
            int begin = text.indexOf("-----BEGIN ", at);
            int labelEnd = begin < 0 ? -1 : text.indexOf("-----", begin + 11);
            String label = labelEnd < 0 ? "" : text.substring(begin + 11, labelEnd);
            int end = labelEnd < 0 ? -1 : text.indexOf("-----END " + label, labelEnd);
            if (end < 0) {
                return found;
            }
            String body = text.substring(labelEnd + 5, end);
            found.add(new Block(label, decode(body, file)));
            at = end + 9;
        }
    }

    private static byte[] decode(String body, Path file) {
        try {
            return Base64.getMimeDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw Failure.usage("the PEM text of " + file + " is damaged", "copy the file again")
                    .withCause(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw Failure.usage("there is no file " + file, "check the CA, certificate and key files")
                    .withCause(e);
        } catch (IOException e) {
            throw Failure.usage("the file " + file + " cannot be read", "check its permissions")
                    .withCause(e);
        }
    }
}
