package io.leadfluss.web;

import java.util.List;
import java.util.Locale;

/** What whoever works on a page of the back office should know as long as it lasts; contributed as a bean by the feature that knows it. */
public interface Notices {

    /**
     * The notices for a page, none when all is well.
     *
     * @param place the page's entry in the navigation
     */
    List<Notice> at(String place, Locale locale);

    /**
     * A notice, shown above the page.
     *
     * @param address where more is said of it, for those who may go there
     */
    record Notice(String text, String address) {
    }
}
