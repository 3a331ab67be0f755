// The page of the SMS centre: lists from the API, changes from /api/live.
// Whatever comes from a message goes into the page as text, never as markup, and with nothing unseen in it.

import { call } from './api.js';
import { $, interval } from './elements.js';
import { visible } from './foreign-text.js';
import { onSubmit } from './forms.js';
import { loadHandset, showReceived } from './handset.js';
import { announceCall, announceMessage, loadLists, showCall, showMessage } from './lists.js';
import './ussd.js';

const POLL_EVERY_MS = 5000;

// --- gateway ---

function showGateway(state) {
  const name = `${state.simulated ? 'simulated gateway' : `gateway ${state.address}`} (${state.dialect})`;
  $('gateway').dataset.state = state.up ? 'up' : 'down';
  $('gateway-text').textContent = visible(state.up
    ? `Up · ${name} · ${state.spans} span${state.spans === 1 ? '' : 's'}`
    : `Down · ${name}: ${state.reason}`);
  const notices = [];
  if (state.unstored) {
    notices.push(`The database does not take messages: ${state.unstored} received message(s) wait in files.`);
  }
  if (state.missed) {
    const { from, to, what } = state.missed;
    notices.push(`${interval(from, to)} messages may have been missed: ${what}`);
  }
  $('notice').textContent = visible(notices.join('\n'));
  $('notice').hidden = notices.length === 0;
  for (const input of document.querySelectorAll('[name=span]')) {
    input.max = state.spans;
  }
  if (state.simulated && $('handset').hidden) {
    $('handset').hidden = false;
  }
}

// --- a new message ---

onSubmit('send', $('send'), '/api/messages', message => {
  showMessage(message);
  $('send-text').value = '';
  showCost();
  $('send-text').focus();
});

/** Ctrl+Enter or Cmd+Enter in a text sends it. */
for (const text of document.querySelectorAll('textarea')) {
  text.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      text.form.requestSubmit();
    }
  });
}

let asked = 0;

async function showCost() {
  const text = $('send-text').value;
  const question = ++asked;
  if (text === '') {
    $('cost').textContent = '\u00a0';
    return;
  }
  const cost = await call('/api/messages/cost', { text }).catch(() => null);
  if (question !== asked) {
    return;
  }
  $('cost').textContent = cost ? costSentence(cost) : '\u00a0';
}

function costSentence(cost) {
  const alphabet = cost.alphabet === 'UCS2' ? 'UCS-2' : cost.alphabet;
  let sentence = `${cost.parts} SMS · ${alphabet} · ${cost.unitsLeft} left`;
  if (cost.outsideGsm.length > 0) {
    sentence += ` · not in the GSM alphabet: ${visible(cost.outsideGsm.slice(0, 8).join(' '))}`;
  }
  return sentence;
}

let typing;
$('send-text').addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(showCost, 120);
});

// --- live ---

async function loadAll() {
  const state = await call('/api/gateway');
  showGateway(state);
  await Promise.all([loadLists(), ...(state.simulated ? [loadHandset()] : [])]);
}

function showLost() {
  $('gateway').dataset.state = 'down';
  $('gateway-text').textContent = 'The SMS centre does not answer; trying again …';
}

let polling;

function poll() {
  loadAll().catch(showLost);
  polling ??= setInterval(() => loadAll().catch(showLost), POLL_EVERY_MS);
}

function live() {
  const feed = new EventSource('/api/live');
  feed.addEventListener('open', () => {
    clearInterval(polling);
    polling = undefined;
    loadAll().catch(showLost);
  });
  feed.addEventListener('message', event => {
    const message = JSON.parse(event.data);
    showMessage(message);
    announceMessage(message);
  });
  feed.addEventListener('call', event => {
    const phoneCall = JSON.parse(event.data);
    showCall(phoneCall);
    announceCall(phoneCall);
  });
  feed.addEventListener('gateway', event => showGateway(JSON.parse(event.data)));
  feed.addEventListener('handset', event => showReceived(JSON.parse(event.data)));
  feed.addEventListener('error', () => {
    poll();
    if (feed.readyState === EventSource.CLOSED) {
      setTimeout(live, POLL_EVERY_MS);
    }
  });
}

poll();
if ('EventSource' in window) {
  live();
}
