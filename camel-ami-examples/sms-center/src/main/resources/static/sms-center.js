// The page of the SMS centre: lists from /api/messages, changes from /api/live.
// Whatever comes from a message goes into the page as text, never as markup, and with nothing unseen in it.

import { visible, visibleNodes } from './foreign-text.js';

const PAGE_SIZE = 50;
const POLL_EVERY_MS = 5000;
/** States that need no explanation. */
const WENT_WELL = new Set(['ACCEPTED', 'SENT', 'DELIVERED']);
/** What can be answered: some senders are names. */
const PHONE_NUMBER = /^\+?[0-9]{2,20}$/;

const $ = id => document.getElementById(id);

function element(tag, { text, foreign, ...properties } = {}, children = []) {
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

// --- the API ---

class Problem extends Error {
  constructor(body, status) {
    super(body.detail || body.title || `The SMS centre answered ${status}.`);
    this.faults = body.errors || [];
  }
}

/** Who sends no such token back has not got this page from the SMS centre. */
const CSRF_TOKEN = document.querySelector('meta[name=csrf-token]').content;

async function call(path, body, method = body === undefined ? 'GET' : 'POST') {
  const response = await fetch(path, {
    method,
    headers: { 'Content-Type': 'application/json', 'X-CSRF-TOKEN': CSRF_TOKEN },
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch(() => {
    throw new Problem({ detail: 'The SMS centre does not answer. Is it running?' });
  });
  if (response.status === 401 || response.status === 403) {
    location.replace('/login');
  }
  const content = await response.text();
  const isJson = (response.headers.get('Content-Type') || '').includes('json');
  const answer = isJson && content ? JSON.parse(content) : {};
  if (!response.ok) {
    throw new Problem(answer, response.status);
  }
  return answer;
}

// --- time ---

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const calendar = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

function time(iso) {
  const at = new Date(iso);
  const today = at.toDateString() === new Date().toDateString();
  return element('time', { dateTime: iso, title: calendar.format(at), text: (today ? clock : calendar).format(at) });
}

// --- inbox and outbox ---

class Box {
  constructor(name, direction) {
    this.direction = direction;
    this.list = $(name);
    this.empty = $(`${name}-empty`);
    this.older = $(`${name}-older`);
    this.shown = new Map();
    this.loaded = false;
    this.older.addEventListener('click', () => this.loadOlder());
  }

  /** The newest page; also after the connection was lost, when any number may have come meanwhile. */
  async load() {
    const page = await call(`/api/messages?direction=${this.direction}&limit=${PAGE_SIZE}`);
    const adjoins = !page.next || page.messages.some(message => this.shown.has(message.id));
    if (!this.loaded || !adjoins) {
      if (!adjoins) {
        this.shown.clear();
        this.list.replaceChildren();
      }
      this.loaded = true;
      this.showOlder(page.next);
    }
    page.messages.forEach(message => this.show(message, false));
  }

  async loadOlder() {
    const page = await call(this.next);
    page.messages.forEach(message => this.show(message, false));
    this.showOlder(page.next);
  }

  showOlder(next) {
    this.next = next;
    this.older.hidden = !next;
  }

  /** Puts a message in its place, newest first, unless what is shown of it is newer or the same. */
  show(message, fresh) {
    const before = this.shown.get(message.id);
    if (before && (before.changedAt > message.changedAt || before.state === message.state)) {
      return;
    }
    const item = describe(message);
    if (fresh && !before) {
      item.classList.add('fresh');
    }
    if (before) {
      const hadFocus = before.item.contains(document.activeElement);
      before.item.replaceWith(item);
      if (hadFocus) {
        item.querySelector('button')?.focus();
      }
    } else {
      const following = [...this.list.children].find(other => Number(other.dataset.id) < message.id);
      this.list.insertBefore(item, following || null);
    }
    this.shown.set(message.id, { item, changedAt: message.changedAt, state: message.state });
    this.empty.hidden = true;
  }
}

function describe(message) {
  const inbound = message.direction === 'INBOUND';
  const head = element('div', { className: 'head' }, [
    element('span', { className: 'number', foreign: inbound ? message.from : message.to }),
  ]);
  if (!inbound) {
    const state = element('span', { className: 'state', text: message.state });
    state.dataset.state = message.state;
    head.append(state);
  }
  head.append(time(message.createdAt));

  const facts = [];
  if (message.span) {
    facts.push(`span ${message.span}`);
  }
  if (message.parts > 1) {
    facts.push(`${message.parts} parts`);
  }
  const foot = element('div', { className: 'foot' }, [element('span', { text: facts.join(' · ') })]);
  if (inbound && PHONE_NUMBER.test(message.from)) {
    const reply = element('button', { type: 'button', className: 'quiet', text: 'Reply' });
    reply.setAttribute('aria-label', `Reply to ${message.from}`);
    reply.addEventListener('click', () => startReply(message));
    foot.append(reply);
  }

  const item = element('li', {}, [head, element('p', { className: 'text', foreign: message.text })]);
  if (message.detail && !WENT_WELL.has(message.state)) {
    const detail = element('p', { className: 'detail', foreign: message.detail });
    detail.dataset.state = message.state;
    item.append(detail);
  }
  item.append(foot);
  item.dataset.id = message.id;
  return item;
}

function startReply(message) {
  $('send-to').value = message.from;
  $('send-span').value = message.span || '';
  $('send-text').focus();
}

const inbox = new Box('inbox', 'INBOUND');
const outbox = new Box('outbox', 'OUTBOUND');

function announce(message) {
  if (message.direction === 'INBOUND') {
    $('announcer').textContent = visible(`Message from ${message.from}: ${message.text}`);
  } else if (message.state !== 'QUEUED' && message.state !== 'SENDING') {
    $('announcer').textContent = `Message to ${message.to}: ${message.state}`;
  }
}

// --- gateway ---

function showGateway(state) {
  const name = state.simulated ? `simulated ${state.dialect} gateway` : `${state.dialect} gateway ${state.address}`;
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
    notices.push(`From ${calendar.format(new Date(from))} to ${clock.format(new Date(to))} messages may have been missed: ${what}`);
  }
  $('notice').textContent = visible(notices.join('\n'));
  $('notice').hidden = notices.length === 0;
  $('send-span').max = state.spans;
  $('handset-span').max = state.spans;
  if (state.simulated && $('handset').hidden) {
    $('handset').hidden = false;
  }
}

// --- forms ---

/** Sends a form as JSON; shows at each field what the answer says is wrong with it. */
function onSubmit(form, name, path, done) {
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const button = form.querySelector('[type=submit]');
    const body = {};
    for (const input of form.querySelectorAll('[name]')) {
      showFault(name, input.name, '');
      if (input.value !== '') {
        body[input.name] = input.type === 'number' ? Number(input.value) : input.value;
      }
    }
    showFault(name, null, '');
    button.disabled = true;
    try {
      done(await call(path, body), body);
    } catch (problem) {
      const unplaced = (problem.faults || []).filter(fault => !showFault(name, fault.field, fault.message));
      if (!problem.faults || problem.faults.length === 0 || unplaced.length > 0) {
        showFault(name, null, problem.message);
      }
      form.querySelector('[aria-invalid=true]')?.focus();
    } finally {
      button.disabled = false;
    }
  });
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

/** Ctrl+Enter or Cmd+Enter in a text sends it. */
for (const text of document.querySelectorAll('textarea')) {
  text.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      text.form.requestSubmit();
    }
  });
}

onSubmit($('send'), 'send', '/api/messages', message => {
  outbox.show(message, true);
  $('send-text').value = '';
  showCost();
  $('send-text').focus();
});

// --- what a text costs ---

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

// --- handset ---

/** What this page has sent from the handset; nobody else knows of it. */
const ownTexts = [];
let receivedTexts = [];

function showHandset() {
  const list = $('handset-texts');
  const texts = [...ownTexts, ...receivedTexts].sort((one, other) => one.at.localeCompare(other.at));
  list.replaceChildren(...texts.map(sms => element('li', { className: sms.own ? 'own' : '', foreign: sms.text }, [
    element('small', { text: sms.own ? `from ${sms.from} · ` : `to ${sms.to} · span ${sms.span} · ` }, [time(sms.at)]),
  ])));
  if (texts.length === 0) {
    list.append(element('li', { className: 'none', text: 'What the gateway sends arrives here.' }));
  }
  list.scrollTop = list.scrollHeight;
}

async function loadHandset() {
  receivedTexts = await call('/api/handset');
  showHandset();
}

onSubmit($('handset-form'), 'handset', '/api/handset', (answer, sms) => {
  ownTexts.push({ ...sms, at: new Date().toISOString(), own: true });
  showHandset();
  $('handset-text').value = '';
  $('handset-text').focus();
});

// --- live ---

async function loadAll() {
  const state = await call('/api/gateway');
  showGateway(state);
  await Promise.all([inbox.load(), outbox.load(), ...(state.simulated ? [loadHandset()] : [])]);
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
    (message.direction === 'INBOUND' ? inbox : outbox).show(message, true);
    announce(message);
  });
  feed.addEventListener('gateway', event => showGateway(JSON.parse(event.data)));
  feed.addEventListener('handset', event => {
    receivedTexts.push(JSON.parse(event.data));
    showHandset();
  });
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
