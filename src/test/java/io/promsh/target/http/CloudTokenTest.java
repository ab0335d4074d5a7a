package io.promsh.target.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.promsh.target.http.CloudToken.Kind;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class CloudTokenTest {
    private static final String JSON =
            "{\"o\":\"1234567\",\"n\":\"stack-99-read>>>\u00ff\",\"k\":\"VERYSECRETKEY\",\"m\":{\"r\":\"prod-us-west-0\"}}";
    private static final CloudToken EXPECTED =
            new CloudToken(Kind.CLOUD_ACCESS_POLICY, "1234567", "stack-99-read>>>\u00ff", "prod-us-west-0");

    private static String encoded(Base64.Encoder encoder) {
        return "glc_" + encoder.encodeToString(JSON.getBytes(UTF_8));
    }

    @Test
    void readsEverySpellingOfBase64() {
        assertEquals(EXPECTED, CloudToken.describe(encoded(Base64.getEncoder())));
        assertEquals(EXPECTED, CloudToken.describe(encoded(Base64.getUrlEncoder())));
        assertEquals(
                EXPECTED,
                CloudToken.describe(" " + encoded(Base64.getUrlEncoder().withoutPadding()) + "\n"));
    }

    @Test
    void neverKeepsTheKey() {
        CloudToken token = CloudToken.describe(encoded(Base64.getEncoder()));
        assertFalse(token.toString().contains("VERYSECRET"));
        assertEquals(
                "a cloud access-policy token (glc_), organisation 1234567, name stack-99-read>>>\u00ff, region prod-us-west-0",
                token.words());
    }

    @Test
    void readsAnOrganisationThatIsANumber() {
        String token = "glc_" + Base64.getEncoder().encodeToString("{\"o\":42,\"m\":7}".getBytes(UTF_8));
        assertEquals(new CloudToken(Kind.CLOUD_ACCESS_POLICY, "42", "", ""), CloudToken.describe(token));
    }

    @Test
    void tellsServiceAccountTokensAndOthersApart() {
        assertEquals(
                Kind.GRAFANA_SERVICE_ACCOUNT, CloudToken.describe("glsa_abc").kind());
        assertEquals(Kind.OTHER, CloudToken.describe("hunter2").kind());
        assertEquals(Kind.OTHER, CloudToken.describe("").kind());
    }

    @Test
    void saysThatADamagedTokenCannotBeRead() {
        for (String damaged : new String[] {"glc_", "glc_!!!", "glc_eyJ", "glc_W10"}) {
            CloudToken token = CloudToken.describe(damaged);
            assertEquals(Kind.CLOUD_ACCESS_POLICY, token.kind(), damaged);
            assertEquals("a cloud access-policy token (glc_), which cannot be read: is it complete?", token.words());
        }
    }
}
