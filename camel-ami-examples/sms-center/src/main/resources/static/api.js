// The API of the SMS centre, as the page of a session asks it.

/** Who sends no such token back has not got this page from the SMS centre. */
const CSRF_TOKEN = document.querySelector('meta[name=csrf-token]').content;

/** What the API says is wrong; {@code faults} names the fields. */
export class Problem extends Error {
  constructor(body, status) {
    super(body.detail || body.title || `The SMS centre answered ${status}.`);
    this.faults = body.errors || [];
  }
}

/** Asks, or with a body posts; the answer as an object. */
export async function call(path, body, method = body === undefined ? 'GET' : 'POST') {
  const response = await fetch(path, {
    method,
    headers: { 'Content-Type': 'application/json', 'X-CSRF-TOKEN': CSRF_TOKEN },
    body: body === undefined ? undefined : JSON.stringify(body),
    // What was asked for is done, even if the page is left meanwhile.
    keepalive: method !== 'GET',
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
