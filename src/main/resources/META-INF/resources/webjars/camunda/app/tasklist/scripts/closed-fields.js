// Due dates and assignees are shown, not changed, in Tasklist: the process decides about them, and the engine refuses it.
for (const deed of ['click', 'keydown', 'paste']) {
  document.addEventListener(deed, event => {
    if (event.key !== 'Tab' && event.target.closest('.task-card .meta [cam-widget-inline-field]')) {
      event.stopPropagation();
      event.preventDefault();
    }
  }, true);
}
