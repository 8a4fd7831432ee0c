package io.leadfluss.security;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Nobody of the staff has this user name. */
@ResponseStatus(HttpStatus.NOT_FOUND)
class UnknownAccount extends RuntimeException {

    UnknownAccount(String username) {
        super("There is no account " + username);
    }
}
