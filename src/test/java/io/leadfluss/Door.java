package io.leadfluss;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Someone at the door of the running program: a stranger, a program with a password, or a browser of somebody who logged in. */
public final class Door {

    public static final String PASSWORD = "leadfluss-demo";

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).version(HttpClient.Version.HTTP_1_1).build();
    private final int port;
    private String basic;

    private Door(int port) {
        this.port = port;
    }

    public static Door stranger(int port) {
        return new Door(port);
    }

    public static Door program(int port, String username) {
        return new Door(port).as(username, PASSWORD);
    }

    public static Door browser(int port, String username) {
        Door door = new Door(port);
        door.login(username, PASSWORD);
        return door;
    }

    private Door as(String username, String password) {
        basic = "Basic " + Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public HttpResponse<String> login(String username, String password) {
        return form("/login", "/login", "username=" + encode(username) + "&password=" + encode(password));
    }

    /** Sends a form as a browser does: with the hidden token of the page it stands on. */
    public HttpResponse<String> form(String page, String action, String fields) {
        Matcher token = CSRF.matcher(get(page).body());
        String csrf = token.find() ? "&_csrf=" + encode(token.group(1)) : "";
        return send(request(action).header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(fields + csrf)));
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    public HttpResponse<String> post(String path, String json) {
        return send("POST", path, "application/json", json);
    }

    public HttpResponse<String> send(String method, String path, String type, String body) {
        HttpRequest.Builder request = request(path).header("Content-Type", type).method(method, BodyPublishers.ofString(body));
        String token = cookie("XSRF-TOKEN", "/camunda");
        if (token != null) {
            request.header("X-XSRF-TOKEN", token);
        }
        return send(request);
    }

    /** Puts a cookie into the browser, as somebody who prepared it for another would. */
    public Door plant(String name, String value) {
        HttpCookie cookie = new HttpCookie(name, value);
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().add(URI.create("http://localhost:" + port + "/"), cookie);
        return this;
    }

    public String cookie(String name) {
        return cookie(name, "/");
    }

    private String cookie(String name, String path) {
        return cookies.getCookieStore().getCookies().stream().filter(cookie -> cookie.getName().equals(name) && cookie.getPath().startsWith(path))
                .map(HttpCookie::getValue).findFirst().orElse(null);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).header("Accept", "text/html, application/json");
        return basic == null ? request : request.header("Authorization", basic);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
