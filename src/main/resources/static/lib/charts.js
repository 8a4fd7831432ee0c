// Draws a chart of each table that a canvas names: one line, or one kind of bar, per column, so that those who cannot see it have the table.
// The canvas says which columns (data-columns, from 1), how many rows at most (data-rows), of what kind (data-kind) and unit (data-unit); a cell that
// shows more than a number has the number in data-value. A column "2/promised" is what the cells of column 2 have in data-promised.
(() => {
  const colors = ['#066fd1', '#2fb344', '#f76707', '#ae3ec9'];
  const text = getComputedStyle(document.body).color;
  const language = document.documentElement.lang.replace(/^en$/, 'en-GB');
  const date = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const label = (text) => /^\d{4}-\d\d-\d\d$/.test(text) ? date.format(new Date(text)) : text;
  const number = (cell, other) => {
    const value = other ? cell.dataset[other] : cell.dataset.value ?? cell.textContent.trim();
    return value === '' ? null : Number(value);
  };

  document.querySelectorAll('canvas[data-chart]').forEach((canvas) => {
    const table = document.getElementById(canvas.dataset.chart);
    const rows = [...table.tBodies[0].rows].slice(0, Number(canvas.dataset.rows ?? 100));
    const heads = [...table.tHead.rows[table.tHead.rows.length - 1].cells];
    const name = (cell, other) => cell.dataset[other ?? 'name'] ?? cell.textContent.trim();
    const columns = (canvas.dataset.columns?.split(' ') ?? heads.slice(1).map((head, i) => `${i + 1}`)).map((column) => column.split('/'));
    const unit = canvas.dataset.unit ?? '';
    const lying = canvas.dataset.kind === 'lying';
    const nameTicks = { color: text, maxTicksLimit: lying ? 20 : 12 };
    const valueTicks = { color: text, precision: 0, callback: (value) => value.toLocaleString(language) + unit };
    const nameAxis = { ticks: nameTicks, grid: { display: false } };
    const valueAxis = { beginAtZero: true, max: unit === ' %' ? 100 : undefined, ticks: valueTicks, grid: { color: 'rgba(128,128,128,.2)' } };
    new Chart(canvas, {
      type: lying ? 'bar' : canvas.dataset.kind ?? 'line',
      data: {
        labels: rows.map((row) => label(name(row.cells[0]))),
        datasets: columns.map(([column, other], i) => ({
          label: name(heads[column], other),
          data: rows.map((row) => number(row.cells[column], other)),
          borderColor: colors[i],
          backgroundColor: colors[i],
          borderWidth: 2,
          pointRadius: rows.length > 20 ? 0 : 2,
          pointHitRadius: 10,
          tension: 0,
          maxBarThickness: 48,
        })),
      },
      options: {
        indexAxis: lying ? 'y' : 'x',
        maintainAspectRatio: false,
        animation: false,
        color: text,
        interaction: { mode: 'index', intersect: false, axis: lying ? 'y' : 'x' },
        scales: lying ? { x: valueAxis, y: nameAxis } : { x: nameAxis, y: valueAxis },
        plugins: {
          legend: { display: columns.length > 1, labels: { color: text, boxWidth: 12 } },
          tooltip: { callbacks: { label: (point) => ` ${point.dataset.label}: ${point.raw?.toLocaleString(language)}${unit}` } },
        },
      },
    });
  });
})();
