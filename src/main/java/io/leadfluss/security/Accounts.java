package io.leadfluss.security;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.ListCrudRepository;

/** All accounts of the staff. */
public interface Accounts extends ListCrudRepository<Account, String> {

    Optional<Account> findByUsernameAndEnabledTrue(String username);

    List<Account> findAllByOrderByUsername();

    List<Account> findByEnabledTrueOrderByUsername();

    /** The names of those who have one of these roles and may log in. */
    default List<String> having(Role... roles) {
        return findByEnabledTrueOrderByUsername().stream().filter(account -> Arrays.stream(roles).anyMatch(account.roles()::contains))
                .map(Account::username).toList();
    }
}
