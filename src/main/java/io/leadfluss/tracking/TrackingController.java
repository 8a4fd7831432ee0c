package io.leadfluss.tracking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadfluss.consent.Consents;
import io.leadfluss.consent.Purpose;
import io.leadfluss.security.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * The addresses in mails, and where the site tells of visits. The answers never depend on whether something is recorded, except that only a lead
 * who allows tracking takes a token to our own pages.
 */
@RestController
class TrackingController {

    private static final byte[] PIXEL = Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==");
    private static final int BODY = 1_000;

    private final Tokens tokens;
    private final Links links;
    private final Sites sites;
    private final Consents consents;
    private final HitQueue queue;
    private final ObjectMapper json;
    private final RequestSigns signs;
    private final Clock clock;
    private final String home;

    TrackingController(Tokens tokens, Links links, Sites sites, Consents consents, HitQueue queue, ObjectMapper json, RequestSigns signs, Clock clock,
            @Value("${leadfluss.base-url}") String home) {
        this.tokens = tokens;
        this.links = links;
        this.sites = sites;
        this.consents = consents;
        this.queue = queue;
        this.json = json;
        this.signs = signs;
        this.clock = clock;
        this.home = home;
    }

    @GetMapping("/l/{token}")
    ResponseEntity<Void> click(@PathVariable String token, HttpServletRequest request) {
        long[] ids = tokens.verify("click", token).filter(found -> found.length == 3).orElseThrow(TrackingController::unknown);
        Link link = links.find(ids[2]).filter(found -> !found.isPixel()).orElseThrow(TrackingController::unknown);
        Set<Sign> seen = signs.of(HitKind.CLICK, request);
        add(new Hit(HitKind.CLICK, ids[0], ids[1], link.id(), null, seen, clock.instant()), request);
        return ResponseEntity.status(HttpStatus.FOUND).location(URI.create(target(link, ids, seen)))
                .cacheControl(CacheControl.noStore()).header("Referrer-Policy", "no-referrer").header("X-Robots-Tag", "noindex").build();
    }

    @GetMapping("/o/{token}.gif")
    ResponseEntity<byte[]> open(@PathVariable String token, HttpServletRequest request) {
        tokens.verify("open", token).filter(found -> found.length == 3).ifPresent(ids ->
                add(new Hit(HitKind.OPEN, ids[0], ids[1], ids[2], null, signs.of(HitKind.OPEN, request), clock.instant()), request));
        return ResponseEntity.ok().contentType(MediaType.IMAGE_GIF).cacheControl(CacheControl.noStore()).body(PIXEL);
    }

    /** Any content type is taken: a page of another origin sends plain text, which browsers pass without asking first. */
    @PostMapping("/v")
    ResponseEntity<Void> visit(HttpServletRequest request) throws IOException {
        String origin = request.getHeader("Origin");
        if (origin == null || sites.areOurs(origin)) {
            visit(request.getInputStream().readNBytes(BODY)).ifPresent(visit ->
                    tokens.verify("visit", visit.token).filter(found -> found.length == 2).ifPresent(ids ->
                            add(new Hit(HitKind.VISIT, ids[0], ids[1], null, visit.path, signs.of(HitKind.VISIT, request),
                                    clock.instant()), request)));
        }
        return ResponseEntity.noContent().cacheControl(CacheControl.noStore()).build();
    }

    /** Who says "do not track" or sends a Global Privacy Control signal leaves no trace, whatever was allowed before. */
    private void add(Hit hit, HttpServletRequest request) {
        boolean refused = "1".equals(request.getHeader("Sec-GPC")) || "1".equals(request.getHeader("DNT"));
        if (!refused) {
            queue.add(hit);
        }
    }

    private String target(Link link, long[] ids, Set<Sign> seen) {
        if (link.isTrap()) {
            return home;
        }
        boolean recognised = sites.areOurs(link.url()) && !link.url().contains("#") && !Sign.showMachine(seen)
                && consents.allows(ids[0], Purpose.TRACKING);
        return recognised ? link.url() + "#v=" + tokens.issue("visit", ids[0], ids[1]) : link.url();
    }

    private Optional<Visit> visit(byte[] body) {
        try {
            Visit visit = json.readValue(new String(body, StandardCharsets.UTF_8), Visit.class);
            return Optional.ofNullable(visit).filter(Visit::isPlain);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private record Visit(String token, String path) {

        /** A query, or something that looks like an address, may hold personal data and is not taken. */
        boolean isPlain() {
            // Addresses that carry a token of ours open what belongs to the lead alone: they are never kept.
            return token != null && path != null && path.matches("/(?![cdlopu]/)[^?#@\\p{Cntrl}]{0,199}");
        }
    }
}
