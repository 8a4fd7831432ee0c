package io.leadfluss.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;

/** What comes from, or points to, this machine only. */
public final class Loopback {

    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private Loopback() {
    }

    /** Sent by this machine and under its own name: a foreign name that resolves to loopback is an attack by way of the browser. */
    public static boolean isFrom(HttpServletRequest request) {
        try {
            return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress() && isName(request.getServerName());
        } catch (UnknownHostException e) {
            return false;
        }
    }

    public static boolean isName(String host) {
        return host != null && NAMES.contains(host);
    }

    static boolean isAddress(URI uri) {
        return isName(uri.getHost());
    }
}
