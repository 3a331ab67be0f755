// USSD: a code is dialled, and a menu is walked through until the network or the user ends it.

import { call } from './api.js';
import { $, badge, element } from './elements.js';
import { onSubmit, showProblem } from './forms.js';

/** How the network has answered, in a word for people; the rest went wrong. */
const ANSWERED = { DONE: 'ANSWERED', FURTHER_ACTION: 'MENU', TERMINATED: 'ENDED' };

/** The menu that waits for a choice; undefined if none does. */
let session;

function menu() {
  return `/api/ussd/${encodeURIComponent(session)}`;
}

function show(asked, reply) {
  session = reply.session;
  $('ussd-dial').hidden = Boolean(session);
  $('ussd-menu').hidden = !session;
  const answered = ANSWERED[reply.status];
  const item = element('li', {}, [
    element('p', { className: 'asked' }, [
      element('span', { className: 'foreign', text: asked }),
      badge(answered ? 'ANSWERED' : 'FAILED', answered || reply.status.replace('_', ' ')),
    ]),
  ]);
  if (reply.text) {
    item.append(element('p', { className: 'text', foreign: reply.text }));
  }
  if (!answered && reply.detail) {
    item.append(element('p', { className: 'detail', foreign: reply.detail }));
  }
  $('ussd-log').append(item);
  $('ussd-log').hidden = false;
  $('ussd-log').scrollTop = $('ussd-log').scrollHeight;
  $('ussd-choice').value = '';
  $(session ? 'ussd-choice' : 'ussd-code').focus();
}

onSubmit('ussd', $('ussd-dial'), '/api/ussd', (reply, { code }) => {
  $('ussd-log').replaceChildren();
  show(code, reply);
});

onSubmit('ussd', $('ussd-menu'), menu, (reply, { choice }) => show(choice, reply));

function giveUp() {
  return call(menu(), undefined, 'DELETE');
}

$('ussd-end').addEventListener('click', async () => {
  try {
    show('End', await giveUp());
  } catch (problem) {
    showProblem('ussd', problem);
  }
});

/** A menu that nobody sees any more would keep its span from dialling for minutes. */
window.addEventListener('pagehide', () => {
  if (session) {
    giveUp().catch(() => {});
  }
});
