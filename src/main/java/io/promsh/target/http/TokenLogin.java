package io.promsh.target.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.config.TargetSpec.Credentials;
import okhttp3.Request;

/** User and password, or a bearer token where there is no user, with every question; nothing where there is no secret. */
public final class TokenLogin implements Login {
    private final Credentials credentials;

    /** A login that stays as it is. */
    public TokenLogin(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public String sign(Request.Builder request) {
        if (!credentials.secret().isEmpty()) {
            request.header("Authorization", authorization());
        }
        return "";
    }

    private String authorization() {
        if (credentials.user().isEmpty()) {
            return "Bearer " + credentials.secret();
        }
        return okhttp3.Credentials.basic(credentials.user(), credentials.secret(), UTF_8);
    }
}
