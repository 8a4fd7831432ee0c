// In place of Camunda's own file of this name: it speaks the language of the account.
import accountLocale from '../../tasklist/scripts/account-locale.js';

export default {
  locales: await accountLocale('cockpit')
};
