// "Complete" can always be pressed: what is wrong is said at the field, and checked anew with each attempt. By itself Tasklist keeps the button
// disabled for a wrong field that is no longer shown, and says of a missing answer that the program has failed.
window.angular.module('cam.tasklist.form').decorator('camTasklistFormCamundaDirective', ['$delegate', directives => {
  const [directive] = directives;
  const {link} = directive;
  directive.compile = () => (scope, element, attributes, form) => link(scope, element, attributes, patient(form, scope, element[0]));
  return directives;
}]);

function patient(form, scope, element) {
  return Object.assign(Object.create(form), {
    notifyFormValidated: () => form.notifyFormValidated(false),
    notifyFormInitializationFailed: error => form.notifyFormInitializationFailed(error),
    registerCompletionHandler: complete => form.registerCompletionHandler(done => complete((error, result) => {
      if (error && typeof error.message !== 'string') {
        // Words at fields, not a failure: these are Tasklist's own words for "say nothing".
        done(new Error('submission prevented'));
        setTimeout(() => element.querySelector('.fjs-form-field-error')?.closest('.fjs-form-field').scrollIntoView({block: 'nearest'}));
      } else {
        done(error, result);
      }
      scope.$applyAsync();
    }))
  });
}
