// The words of Camunda's web applications in the language of the account. Their own loader asks the browser for its language, and draws the page
// before the words are there; so that nothing is drawn without them, they are put where it looks first.
const GERMAN_TIMES = {
  longDateFormat: {L: 'DD.MM.YYYY', LL: 'D. MMMM YYYY', LLL: 'D. MMMM YYYY, LT', LLLL: 'dddd, D. MMMM YYYY, LT', LT: 'HH:mm'},
  relativeTime: {M: 'einem Monat', MM: '%d Monaten', d: 'einem Tag', dd: '%d Tagen', future: 'in %s', h: 'einer Stunde', hh: '%d Stunden',
    m: 'einer Minute', mm: '%d Minuten', past: 'vor %s', s: 'ein paar Sekunden', y: 'einem Jahr', yy: '%d Jahren'}
};

const read = async address => (await fetch(address)).json();

/** What the setting "locales" of the application is to be. */
export default async function accountLocale(app) {
  const {language} = await read(new URL('language.json', import.meta.url));
  const folder = new URL(`../../${app}/locales/`, import.meta.url);
  const words = await read(new URL(`${language}.json?bust=${window.bust}`, folder));
  if (language === 'de') {
    Object.assign(words.dateLocales, GERMAN_TIMES);
  }
  const kept = JSON.parse(localStorage.getItem('camunda-web') || '{}');
  kept[`${folder.pathname}_locales_data_${language}_${window.bust}`] = JSON.stringify(words);
  localStorage.setItem('camunda-web', JSON.stringify(kept));
  document.documentElement.lang = language;
  return {availableLocales: [language], fallbackLocale: language};
}
