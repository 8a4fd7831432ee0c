package io.leadfluss.tracking;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/** The signs that a single request shows; what only several requests show together is found by {@link Judgement}. */
@Component
class RequestSigns {

    // Google's and Yahoo's proxies are not listed: they load a picture when its mail is opened.
    private static final Pattern GATEWAYS = Pattern.compile("barracuda|proofpoint|mimecast|safelinks|ms-office|msoffice|symantec|messagelabs|fireeye"
            + "|trellix|trendmicro|trend micro|tmes|cloudmark|sophos|forcepoint|fortinet|fortimail|ironport|ciscosecureemail|zscaler|avanan|checkpoint"
            + "|hornetsecurity|retarus|vade");
    private static final Pattern PROGRAMS = Pattern.compile("bot\\b|bot/|crawl|spider|slurp|preview|scanner|headless|phantomjs|python|curl/|wget/"
            + "|go-http-client|java/|okhttp|apache-httpclient|libwww|node-fetch|axios/|undici|ruby|perl|powershell|facebookexternalhit|whatsapp"
            + "|skypeuripreview|virustotal|urlscan");

    private final List<IpAddressMatcher> networks;
    private final boolean secure;

    RequestSigns(TrackingSettings settings, @Value("${leadfluss.base-url}") URI baseUrl) {
        this.networks = settings.networks().stream().map(IpAddressMatcher::new).toList();
        this.secure = "https".equalsIgnoreCase(baseUrl.getScheme());
    }

    Set<Sign> of(HitKind kind, HttpServletRequest request) {
        Set<Sign> signs = EnumSet.noneOf(Sign.class);
        byName(request).ifPresent(signs::add);
        if (isOfKnownNetwork(request.getRemoteAddr())) {
            signs.add(Sign.NETWORK);
        }
        if ("HEAD".equals(request.getMethod())) {
            signs.add(Sign.HEAD);
        }
        if (Stream.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz").map(request::getHeader)
                .anyMatch(value -> value != null && value.toLowerCase(Locale.ROOT).matches(".*(prefetch|prerender|preview|instant).*"))) {
            signs.add(Sign.PREFETCH);
        }
        if (isIncomplete(kind, request)) {
            signs.add(Sign.INCOMPLETE);
        }
        return signs;
    }

    private boolean isOfKnownNetwork(String address) {
        try {
            return networks.stream().anyMatch(network -> network.matches(address));
        } catch (IllegalArgumentException e) {
            // Behind a proxy it is what that says, which need not be an address.
            return false;
        }
    }

    private static Optional<Sign> byName(HttpServletRequest request) {
        String name = request.getHeader("User-Agent") == null ? "" : request.getHeader("User-Agent").strip().toLowerCase(Locale.ROOT);
        // Just this, without any system or version, is what Apple's proxy calls itself.
        if (name.isEmpty() || name.equals("mozilla/5.0")) {
            return Optional.of(Sign.NAMELESS);
        }
        return GATEWAYS.matcher(name).find() ? Optional.of(Sign.GATEWAY) : PROGRAMS.matcher(name).find() ? Optional.of(Sign.PROGRAM) : Optional.empty();
    }

    /** Fetch metadata is sent by all browsers since 2023, but to https only. */
    private boolean isIncomplete(HitKind kind, HttpServletRequest request) {
        String accepted = request.getHeader("Accept");
        return request.getHeader("Accept-Language") == null || secure && request.getHeader("Sec-Fetch-Mode") == null
                || kind == HitKind.CLICK && (accepted == null || !accepted.contains("text/html"));
    }
}
