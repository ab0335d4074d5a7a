package io.promsh.target.http;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Locale;
import java.util.Map;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Which proxy a target is reached through: the JVM's own settings (http.proxyHost and the like) where they are given, else the
 * variables that curl and promtool read: HTTPS_PROXY, http_proxy, NO_PROXY.
 */
public final class ProxyChoice {
    private ProxyChoice() {}

    public static void apply(OkHttpClient.Builder client, HttpUrl base, Map<String, String> environment) {
        boolean jvmSays = System.getProperty("http.proxyHost") != null
                || System.getProperty("https.proxyHost") != null
                || System.getProperty("socksProxyHost") != null
                || Boolean.getBoolean("java.net.useSystemProxies");
        if (jvmSays) {
            return; // OkHttp asks the JVM's selector by itself.
        }
        HttpUrl proxy = fromEnvironment(base, environment);
        if (proxy == null) {
            client.proxy(Proxy.NO_PROXY);
            return;
        }
        client.proxy(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port())));
        if (!proxy.username().isEmpty()) {
            String login = Credentials.basic(proxy.username(), proxy.password());
            client.proxyAuthenticator((route, response) -> response.request().header("Proxy-Authorization") != null
                    ? null
                    : response.request()
                            .newBuilder()
                            .header("Proxy-Authorization", login)
                            .build());
        }
    }

    /** Returns the proxy that the environment names for the address, or null. */
    public static @Nullable HttpUrl fromEnvironment(HttpUrl base, Map<String, String> environment) {
        if (isExempt(base, value(environment, "no_proxy"))) {
            return null;
        }
        String text = value(environment, base.isHttps() ? "https_proxy" : "http_proxy");
        if (text.isEmpty()) {
            text = value(environment, "all_proxy");
        }
        if (text.isEmpty()) {
            return null;
        }
        return HttpUrl.parse(text.contains("://") ? text : "http://" + text);
    }

    private static String value(Map<String, String> environment, String name) {
        String lower = environment.getOrDefault(name, "");
        return lower.isEmpty() ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "") : lower;
    }

    private static boolean isExempt(HttpUrl base, String list) {
        for (String entry : list.split(",", -1)) {
            String name = entry.strip().toLowerCase(Locale.ROOT);
            String bare = name.startsWith("*.") ? name.substring(2) : name.startsWith(".") ? name.substring(1) : name;
            if (name.equals("*") || (!bare.isEmpty() && matches(base, bare))) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(HttpUrl base, String name) {
        String host = base.host();
        return host.equals(name) || host.endsWith("." + name) || (host + ":" + base.port()).equals(name);
    }
}
