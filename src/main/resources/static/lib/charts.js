// Draws a chart of each table that a canvas names: one line, or one kind of bar, per column, so that those who cannot see it have the table.
(() => {
  const colors = ['#066fd1', '#2fb344', '#f76707'];
  const text = getComputedStyle(document.body).color;
  const date = new Intl.DateTimeFormat(document.documentElement.lang, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const label = (text) => /^\d{4}-\d\d-\d\d$/.test(text) ? date.format(new Date(text)) : text;

  document.querySelectorAll('canvas[data-chart]').forEach((canvas) => {
    const table = document.getElementById(canvas.dataset.chart);
    const rows = [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim()));
    const names = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
    new Chart(canvas, {
      type: canvas.dataset.kind ?? 'line',
      data: {
        labels: rows.map(([name]) => label(name)),
        datasets: names.slice(1).map((label, i) => ({
          label,
          data: rows.map((row) => Number(row[i + 1])),
          borderColor: colors[i],
          backgroundColor: colors[i],
          borderWidth: 2,
          pointRadius: 0,
          pointHitRadius: 10,
          tension: 0,
          maxBarThickness: 48,
        })),
      },
      options: {
        maintainAspectRatio: false,
        animation: false,
        color: text,
        interaction: { mode: 'index', intersect: false },
        scales: {
          x: { ticks: { color: text, maxTicksLimit: 8 }, grid: { display: false } },
          y: { beginAtZero: true, ticks: { color: text, precision: 0 }, grid: { color: 'rgba(128,128,128,.2)' } },
        },
        plugins: { legend: { labels: { color: text, boxWidth: 12 } } },
      },
    });
  });
})();
