// Forms that are sent as JSON.

import { call } from './api.js';
import { $ } from './elements.js';

/**
 * Sends a form as JSON; shows at each field what the answer says is wrong with it.
 *
 * @param path of the API, or a function that gives it
 */
export function onSubmit(name, form, path, done) {
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const button = form.querySelector('[type=submit]');
    const body = {};
    clearFaults(name, form);
    for (const input of form.querySelectorAll('[name]')) {
      if (input.value !== '') {
        body[input.name] = input.type === 'number' ? Number(input.value) : input.value;
      }
    }
    button.disabled = true;
    try {
      done(await call(typeof path === 'function' ? path() : path, body), body);
    } catch (problem) {
      showProblem(name, problem);
      form.querySelector('[aria-invalid=true]')?.focus();
    } finally {
      button.disabled = false;
    }
  });
}

export function clearFaults(name, form) {
  for (const input of form.querySelectorAll('[name]')) {
    showFault(name, input.name, '');
  }
  showFault(name, null, '');
}

/** Each fault at its field, and what has none below the form. */
export function showProblem(name, problem) {
  const unplaced = (problem.faults || []).filter(fault => !showFault(name, fault.field, fault.message));
  if (!problem.faults || problem.faults.length === 0 || unplaced.length > 0) {
    showFault(name, null, problem.message);
  }
}

function showFault(name, field, message) {
  const input = field && $(`${name}-${field}`);
  const place = $(input ? `${name}-${field}-error` : `${name}-error`);
  if (field && !input) {
    return false;
  }
  const label = input ? input.labels[0].textContent : '';
  place.textContent = message && label ? `${label} ${message}` : message;
  place.hidden = !message;
  input?.setAttribute('aria-invalid', String(Boolean(message)));
  return true;
}
