// The little that pages need beyond htmx; everything works without it, only less comfortably.
(() => {
  // English dates as in 22 Nov 2026, which nobody misreads.
  const lang = document.documentElement.lang.replace(/^en$/, 'en-GB');
  const moment = new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'short' });
  const date = new Intl.DateTimeFormat(lang, { dateStyle: 'medium' });
  const distance = new Intl.RelativeTimeFormat(lang, { numeric: 'auto' });
  const units = [['year', 31557600], ['month', 2629800], ['week', 604800], ['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];

  // The program's time, which in the demo may be far from the browser's.
  const now = () => new Date(document.querySelector('meta[name="now"]').content);

  const relative = (at) => {
    const seconds = (at - now()) / 1000;
    const [unit, length] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
    return distance.format(Math.round(seconds / length), unit);
  };

  const showTimes = (root) => root.querySelectorAll('time[datetime]').forEach((element) => {
    const at = new Date(element.dateTime);
    element.title = moment.format(at);
    element.textContent = 'relative' in element.dataset ? relative(at) : 'day' in element.dataset ? date.format(at) : moment.format(at);
  });

  showTimes(document);
  document.addEventListener('htmx:after:swap', () => showTimes(document));

  // A choice that must differ from that of another field does not offer what is chosen there.
  document.querySelectorAll('select[data-unlike]').forEach((select) => {
    const other = document.getElementById(select.dataset.unlike);
    const differ = () => [...select.options].forEach((option) => {
      option.hidden = option.disabled = option.value !== '' && option.value === other.value;
      if (option.disabled && option.selected) {
        select.value = '';
      }
    });
    other.addEventListener('change', differ);
    differ();
  });

  document.addEventListener('submit', (event) => {
    const question = event.target.dataset.confirm;
    if (question && !window.confirm(question)) {
      event.preventDefault();
    }
  });

  // A session that ended answers with the login page: go there instead of showing it inside this page.
  document.addEventListener('htmx:before:response', (event) => {
    const answer = event.detail.ctx.response.raw;
    if (answer.redirected && new URL(answer.url).pathname === '/login') {
      event.preventDefault();
      window.location.reload();
    }
  });

  document.addEventListener('htmx:error', (event) => {
    const place = event.target.closest?.('[data-panel]');
    if (place) {
      place.textContent = place.dataset.panel;
    }
  });
})();
