// Inbox, outbox and calls: lists that begin with the newest, load older entries on demand and take in what comes.

import { call } from './api.js';
import { $, badge, element, time, writeButton } from './elements.js';
import { visible } from './foreign-text.js';

const PAGE_SIZE = 50;
/** States that need no explanation. */
const WENT_WELL = new Set(['ACCEPTED', 'SENT', 'DELIVERED']);

class List {
  /** @param path of the API, with the parameters that tell what belongs here; its answer has the entries at `key` */
  constructor(name, path, key, describe) {
    this.path = path;
    this.key = key;
    this.describe = describe;
    this.list = $(name);
    this.empty = $(`${name}-empty`);
    this.older = $(`${name}-older`);
    this.shown = new Map();
    this.loaded = false;
    this.older.addEventListener('click', () => this.loadOlder());
  }

  /** The newest page; also after the connection was lost, when any number may have come meanwhile. */
  async load() {
    const page = await call(`${this.path}limit=${PAGE_SIZE}`);
    const entries = page[this.key];
    const adjoins = !page.next || entries.some(entry => this.shown.has(entry.id));
    if (!this.loaded || !adjoins) {
      if (!adjoins) {
        this.shown.clear();
        this.list.replaceChildren();
      }
      this.loaded = true;
      this.showOlder(page.next);
    }
    entries.forEach(entry => this.show(entry, false));
  }

  async loadOlder() {
    const page = await call(this.next);
    page[this.key].forEach(entry => this.show(entry, false));
    this.showOlder(page.next);
  }

  showOlder(next) {
    this.next = next;
    this.older.hidden = !next;
  }

  /** Puts an entry in its place, newest first, unless what is shown of it is newer or the same. */
  show(entry, fresh) {
    const before = this.shown.get(entry.id);
    if (before && (before.changedAt > entry.changedAt || before.state === entry.state)) {
      return;
    }
    const item = this.describe(entry);
    item.dataset.id = entry.id;
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
      const following = [...this.list.children].find(other => Number(other.dataset.id) < entry.id);
      this.list.insertBefore(item, following || null);
    }
    this.shown.set(entry.id, { item, changedAt: entry.changedAt, state: entry.state });
    this.empty.hidden = true;
  }
}

function foot(facts, button) {
  return element('div', { className: 'foot' }, [
    element('span', { text: facts.filter(Boolean).join(' · ') }),
    ...(button ? [button] : []),
  ]);
}

function describeMessage(message) {
  const inbound = message.direction === 'INBOUND';
  const head = element('div', { className: 'head' }, [
    element('span', { className: 'number', foreign: inbound ? message.from : message.to }),
    ...(inbound ? [] : [badge(message.state)]),
    time(message.createdAt),
  ]);
  const item = element('li', {}, [head, element('p', { className: 'text', foreign: message.text })]);
  if (message.detail && !WENT_WELL.has(message.state)) {
    const detail = element('p', { className: 'detail', foreign: message.detail });
    detail.dataset.state = message.state;
    item.append(detail);
  }
  const facts = [message.span && `span ${message.span}`, message.parts > 1 && `${message.parts} parts`];
  item.append(foot(facts, inbound && writeButton('Reply', message.from, message.span)));
  return item;
}

const DIRECTIONS = { INBOUND: 'incoming', OUTBOUND: 'outgoing', INTERNAL: 'internal' };

/** Seconds as people write the length of a call. */
function length(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function describeCall(phoneCall) {
  const number = (phoneCall.direction === 'OUTBOUND' ? phoneCall.to : phoneCall.from) || '';
  const state = phoneCall.missed ? 'MISSED' : phoneCall.outcome;
  const head = element('div', { className: 'head' }, [
    number ? element('span', { className: 'number', foreign: number }) : element('em', { text: 'no number' }),
    badge(state, state.replace('_', ' ')),
    time(phoneCall.startedAt),
  ]);
  const facts = [
    DIRECTIONS[phoneCall.direction],
    phoneCall.talkSeconds ? `talked ${length(phoneCall.talkSeconds)}` : `rang ${length(phoneCall.ringSeconds)}`,
    !phoneCall.complete && 'not wholly seen',
  ];
  return element('li', {}, [head, foot(facts, writeButton('Write', number))]);
}

const inbox = new List('inbox', '/api/messages?direction=INBOUND&', 'messages', describeMessage);
const outbox = new List('outbox', '/api/messages?direction=OUTBOUND&', 'messages', describeMessage);
const calls = new List('calls', '/api/calls?', 'calls', describeCall);

export function loadLists() {
  return Promise.all([inbox.load(), outbox.load(), calls.load()]);
}

export function showMessage(message) {
  (message.direction === 'INBOUND' ? inbox : outbox).show(message, true);
}

export function showCall(phoneCall) {
  calls.show(phoneCall, true);
}

/** For those who do not see the lists. */
export function announceMessage(message) {
  if (message.direction === 'INBOUND') {
    $('announcer').textContent = visible(`Message from ${message.from}: ${message.text}`);
  } else if (message.state !== 'QUEUED' && message.state !== 'SENDING') {
    $('announcer').textContent = `Message to ${message.to}: ${message.state}`;
  }
}

export function announceCall(phoneCall) {
  if (phoneCall.missed) {
    $('announcer').textContent = visible(`Missed call from ${phoneCall.from || 'a withheld number'}`);
  }
}
