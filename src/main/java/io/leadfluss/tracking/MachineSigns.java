package io.leadfluss.tracking;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a single request shows of being sent by a program: scanners of mail gateways, prefetching, previews. It misses scanners that pass for a
 * browser; those are found by the several links they open at once, in {@link HitWorker}.
 */
final class MachineSigns {

    // Google's and Yahoo's proxies are not listed: they load a picture when its mail is opened.
    private static final Pattern PROGRAMS = Pattern.compile("bot\\b|bot/|crawl|spider|slurp|preview|scanner|headless|phantomjs|python|curl/|wget/"
            + "|go-http-client|java/|okhttp|apache-httpclient|libwww|node-fetch|axios/|undici|ruby|perl|powershell|barracuda|proofpoint|mimecast"
            + "|safelinks|ms-office|symantec|messagelabs|fireeye|trellix|trendmicro|trend micro|cloudmark|sophos|forcepoint|ironport|zscaler"
            + "|avanan|checkpoint|facebookexternalhit|whatsapp|skypeuripreview|virustotal|urlscan");

    private MachineSigns() {
    }

    /** Why the request was not made by a person, or null when nothing speaks against one. */
    static String of(HttpServletRequest request) {
        String agent = String.valueOf(request.getHeader("User-Agent")).strip().toLowerCase(Locale.ROOT);
        boolean prefetch = Stream.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz").map(request::getHeader)
                .anyMatch(value -> value != null && value.toLowerCase(Locale.ROOT).matches(".*(prefetch|prerender|preview|instant).*"));
        if (prefetch) {
            return "prefetch";
        }
        if (agent.equals("null") || agent.isEmpty()) {
            return "no user agent";
        }
        // Apple's Mail Privacy Protection loads all pictures in advance under just this name.
        if (agent.equals("mozilla/5.0")) {
            return "mail privacy proxy";
        }
        return PROGRAMS.matcher(agent).find() ? "program" : null;
    }
}
