package io.leadfluss.security;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.ListCrudRepository;

/** All accounts of the staff. */
public interface Accounts extends ListCrudRepository<Account, String> {

    Optional<Account> findByUsernameAndEnabledTrue(String username);

    List<Account> findAllByOrderByUsername();

    List<Account> findByEnabledTrueOrderByUsername();

    /** The names of those who have this role and may log in. */
    default List<String> having(Role role) {
        return findByEnabledTrueOrderByUsername().stream().filter(account -> account.roles().contains(role)).map(Account::username).toList();
    }
}
