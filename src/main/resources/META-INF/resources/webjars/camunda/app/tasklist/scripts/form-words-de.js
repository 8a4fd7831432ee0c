// What the forms of Tasklist say in English only, in German: they know no other language.
const WORDS = [
  [/^Field is required\.$/, 'Bitte füllen Sie dieses Feld aus.'],
  [/^Field must have maximum length of (\d+)\.$/, 'Bitte höchstens $1 Zeichen.'],
  [/^Field must have minimum length of (\d+)\.$/, 'Bitte mindestens $1 Zeichen.'],
  [/^Field must have maximum value of (.+)\.$/, 'Bitte höchstens $1.'],
  [/^Field must have minimum value of (.+)\.$/, 'Bitte mindestens $1.'],
  [/^Field must match pattern .*$/, 'Bitte prüfen Sie die Schreibweise.'],
  [/^Field must be a valid email\.$/, 'Bitte geben Sie eine E-Mail-Adresse an.'],
  [/^Field must be a valid {1,2}international phone number\..*$/, 'Bitte geben Sie eine Telefonnummer an, zum Beispiel +49 30 1234567.'],
  [/^Value is not a number\.$/, 'Bitte geben Sie eine Zahl an.'],
  [/^Date and time must both be entered\.$/, 'Bitte geben Sie Tag und Uhrzeit an.'],
  [/^Select$/, 'Bitte wählen'],
  [/^No results$/, 'Nichts gefunden'],
  [/^Nothing to show\.$/, 'Nichts vorhanden']
];

function translate(text) {
  const found = WORDS.find(([english]) => english.test(text.data));
  if (found && text.parentElement && text.parentElement.closest('.fjs-container')) {
    text.data = text.data.replace(...found);
  }
}

function visit(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    translate(node);
  } else {
    node.childNodes.forEach(visit);
  }
}

new MutationObserver(changes => changes.forEach(change => change.type === 'characterData' ? translate(change.target) : change.addedNodes.forEach(visit)))
  .observe(document.body, {subtree: true, childList: true, characterData: true});
