// In place of Camunda's own file of this name: how Tasklist looks and works here.
import accountLocale from './account-locale.js';

const locales = await accountLocale('tasklist');

export default {
  app: {
    name: 'Tasklist',
    vendor: 'Leadfluss'
  },
  locales,
  disableWelcomeMessage: true,
  customScripts: ['scripts/urgent-first.js', 'scripts/past-errors.js', 'scripts/form-attempts.js', 'scripts/closed-fields.js',
    ...(locales.fallbackLocale === 'de' ? ['scripts/form-words-de.js'] : [])],
  shortcuts: {
    claimTask: {key: 'ctrl+alt+c', description: 'claims the currently selected task'},
    focusFilter: {key: 'ctrl+shift+f', description: 'set the focus to the first filter in the list'},
    focusList: {key: 'ctrl+alt+l', description: 'sets the focus to the first task in the list'},
    focusForm: {key: 'ctrl+alt+f', description: 'sets the focus to the first input field in a task form'}
  }
};
