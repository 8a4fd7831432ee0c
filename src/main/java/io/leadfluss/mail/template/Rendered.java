package io.leadfluss.mail.template;

/**
 * One mail as it will be read.
 *
 * @param content what the HTML says and links to
 * @param language of the template that was used, perhaps not the reader's own
 * @param version first digits of the hash over the template and its layout
 */
public record Rendered(String subject, String html, HtmlMail content, String language, String version) {

    public String text() {
        return content.text();
    }

}
