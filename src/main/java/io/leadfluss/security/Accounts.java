package io.leadfluss.security;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.ListCrudRepository;

/** All accounts of the staff. */
public interface Accounts extends ListCrudRepository<Account, String> {

    Optional<Account> findByUsernameAndEnabledTrue(String username);

    List<Account> findAllByOrderByUsername();

    List<Account> findByEnabledTrueOrderByUsername();
}
