// Parts of the page.

import { visibleNodes } from './foreign-text.js';

/** What can be answered: some senders are names. */
const PHONE_NUMBER = /^\+?[0-9]{2,20}$/;

export const $ = id => document.getElementById(id);

/** An element; what is {@code foreign} in it was written by somebody else. */
export function element(tag, { text, foreign, ...properties } = {}, children = []) {
  const created = Object.assign(document.createElement(tag), properties);
  if (text !== undefined) {
    created.textContent = text;
  }
  if (foreign !== undefined) {
    created.classList.add('foreign');
    created.append(...visibleNodes(foreign));
  }
  created.append(...children);
  return created;
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const calendar = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

export function time(iso) {
  const at = new Date(iso);
  const today = at.toDateString() === new Date().toDateString();
  return element('time', { dateTime: iso, title: calendar.format(at), text: (today ? clock : calendar).format(at) });
}

/** From when to when, as the beginning of a sentence. */
export function interval(from, to) {
  return `From ${calendar.format(new Date(from))} to ${clock.format(new Date(to))}`;
}

/** A badge whose colour tells how it went. */
export function badge(state, text = state) {
  const created = element('span', { className: 'state', text });
  created.dataset.state = state;
  return created;
}

/** A button that begins a message to a number; null if nothing can be sent to it. */
export function writeButton(label, number, spanNumber) {
  if (!PHONE_NUMBER.test(number)) {
    return null;
  }
  const button = element('button', { type: 'button', className: 'quiet', text: label });
  button.setAttribute('aria-label', `${label} to ${number}`);
  button.addEventListener('click', () => {
    $('send-to').value = number;
    $('send-span').value = spanNumber || '';
    $('send-text').focus();
  });
  return button;
}
