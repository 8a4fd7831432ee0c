// What is due first stands first, among equals the hotter lead; whoever chooses another order keeps it.
const order = [{sortBy: 'dueDate', sortOrder: 'asc'}, {sortBy: 'priority', sortOrder: 'desc'}];

if (!/[?&]sorting=/.test(location.hash)) {
  const place = location.hash.startsWith('#/') ? location.hash : '#/';
  const separator = place.includes('?') ? '&' : '?';
  history.replaceState(null, '', place + separator + 'sorting=' + encodeURIComponent(JSON.stringify(order)));
}
