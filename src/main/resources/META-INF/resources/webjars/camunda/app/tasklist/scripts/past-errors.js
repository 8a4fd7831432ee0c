// What went wrong is over as soon as the next thing is done; by itself Tasklist leaves the message standing over the buttons.
for (const deed of ['click', 'input']) {
  document.addEventListener(deed, event => {
    if (event.target.closest('.task-card, .tasks-list')) {
      window.angular.element(document.body).injector().get('Notifications').clearAll();
    }
  }, true);
}
