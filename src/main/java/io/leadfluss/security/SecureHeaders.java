package io.leadfluss.security;

import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.stereotype.Component;

/** The headers that every answer carries, whoever gives it. */
@Component
public class SecureHeaders {

    private final boolean https;

    SecureHeaders(@Value("${leadfluss.base-url}") URI baseUrl) {
        this.https = "https".equals(baseUrl.getScheme());
    }

    /** Adds them; the content security policy is up to the caller. */
    public void addTo(HttpSecurity http) throws Exception {
        http.headers(headers -> {
            headers.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN));
            headers.permissionsPolicyHeader(permissions -> permissions.policy("camera=(), microphone=(), geolocation=(), browsing-topics=()"));
            if (https) {
                // Also behind a proxy that speaks plain HTTP to us.
                headers.httpStrictTransportSecurity(hsts -> hsts.requestMatcher(AnyRequestMatcher.INSTANCE).maxAgeInSeconds(31_536_000));
            } else {
                headers.httpStrictTransportSecurity(HeadersConfigurer.HstsConfig::disable);
            }
        });
    }
}
