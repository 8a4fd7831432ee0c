package io.leadfluss.capture;

import io.leadfluss.consent.DeadLink;
import io.leadfluss.web.Attempts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The file that a confirmed lead had asked for. */
@Controller
class DownloadPage {

    private final Downloads downloads;
    private final Attempts attempts;

    DownloadPage(Downloads downloads, Attempts attempts) {
        this.downloads = downloads;
        this.attempts = attempts;
    }

    @GetMapping("/d/{token}")
    Object fetch(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        Optional<Path> file = downloads.fetch(token);
        if (file.isEmpty()) {
            return DeadLink.page(response);
        }
        if (request.getMethod().equals("GET")) {
            attempts.run(() -> downloads.fetched(token));
        }
        String name = file.get().getFileName().toString();
        return ResponseEntity.ok().contentType(MediaTypeFactory.getMediaType(name).orElse(MediaType.APPLICATION_OCTET_STREAM))
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name).build().toString())
                .body(new FileSystemResource(file.get()));
    }
}
