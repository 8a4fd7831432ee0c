package io.leadfluss.lead;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** No lead has this number, or it has been erased. */
@ResponseStatus(HttpStatus.NOT_FOUND)
public class UnknownLead extends RuntimeException {

    public UnknownLead(long id) {
        super("There is no lead " + id + ": it never existed or has been erased");
    }
}
