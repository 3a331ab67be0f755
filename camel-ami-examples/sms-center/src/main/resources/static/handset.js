// The handset of the simulated gateway.

import { call } from './api.js';
import { $, element, time } from './elements.js';
import { clearFaults, onSubmit, showProblem } from './forms.js';

/** What this page has done with the handset; nobody else knows of it. */
const own = [];
let received = [];

function show() {
  const list = $('handset-texts');
  const texts = [...own, ...received].sort((one, other) => one.at.localeCompare(other.at));
  list.replaceChildren(...texts.map(sms => element('li', { className: sms.from ? 'own' : '', foreign: sms.text }, [
    element('small', { text: sms.from ? `from ${sms.from} · ` : `to ${sms.to} · span ${sms.span} · ` }, [time(sms.at)]),
  ])));
  if (texts.length === 0) {
    list.append(element('li', { className: 'none', text: 'What the gateway sends arrives here.' }));
  }
  list.scrollTop = list.scrollHeight;
}

function did(from, text) {
  own.push({ from, text, at: new Date().toISOString() });
  show();
}

export async function loadHandset() {
  received = await call('/api/handset');
  show();
}

export function showReceived(sms) {
  received.push(sms);
  show();
}

onSubmit('handset', $('handset-form'), '/api/handset', (answer, sms) => {
  did(sms.from, sms.text);
  $('handset-text').value = '';
  $('handset-text').focus();
});

$('handset-call').addEventListener('click', async () => {
  const from = $('handset-from').value;
  clearFaults('handset', $('handset-form'));
  try {
    await call('/api/handset/call', { from, span: Number($('handset-span').value) });
    did(from, '☎ rings, and nobody answers');
  } catch (problem) {
    showProblem('handset', problem);
  }
});
