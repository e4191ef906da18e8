// The demo mailbox. Everything from a mail is set as text; its HTML is shown only inside the sandboxed frame.
const byId = (id) => document.getElementById(id);
const [list, who, mail] = [byId('list'), byId('who'), byId('mail')];
let mails = [];
let current;

const time = (iso) => new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' }).format(new Date(iso));

function row(one) {
  const button = document.createElement('button');
  button.type = 'button';
  if (one.id === current) button.setAttribute('aria-current', 'true');
  if (Date.now() - Date.parse(one.at) < 5000) button.className = 'fresh';
  for (const [tag, text] of [
    ['b', one.subject],
    ['span', `${time(one.at)} to ${one.to.join(', ')}`],
    ['span', one.snippet],
  ]) {
    button.append(Object.assign(document.createElement(tag), { textContent: text }));
  }
  button.onclick = () => open(one.id);
  const item = document.createElement('li');
  item.append(button);
  return item;
}

function draw() {
  const shown = mails.filter((one) => who.value === '' || one.to.includes(who.value));
  byId('empty').hidden = shown.length > 0;
  list.replaceChildren(...shown.toReversed().map(row));
  const known = new Set([...who.options].map((option) => option.value));
  for (const address of [...new Set(mails.flatMap((one) => one.to))].sort()) {
    if (!known.has(address)) who.append(new Option(address, address));
  }
  document.title = `(${mails.length}) Tocsin demo mailbox`;
}

function show(kind) {
  byId('html').hidden = kind !== 'html';
  byId('text').hidden = kind === 'html';
  for (const name of ['html', 'text', 'headers'])
    byId(`as-${name}`).setAttribute('aria-pressed', String(name === kind));
}

async function open(id) {
  const one = await (await fetch(`/mails/${id}`)).json();
  current = id;
  byId('subject').textContent = one.subject;
  byId('from').textContent = one.from;
  byId('to').textContent = one.to.join(', ');
  byId('at').textContent = new Date(one.at).toLocaleString();
  byId('html').src = `/mails/${id}/html`;
  byId('as-html').onclick = () => show('html');
  byId('as-html').disabled = !one.html;
  for (const [name, text] of [
    ['text', one.text],
    ['headers', one.headers.map(([key, value]) => `${key}: ${value}`).join('\n')],
  ]) {
    byId(`as-${name}`).onclick = () => {
      byId('text').textContent = text;
      show(name);
    };
  }
  mail.hidden = false;
  if (one.html) show('html');
  else byId('as-text').click();
  byId('subject').focus();
  draw();
}

byId('back').onclick = () => {
  mail.hidden = true;
  current = undefined;
  draw();
};
who.onchange = draw;

async function poll() {
  try {
    const next = await (await fetch('/mails')).json();
    const changed = next.length !== mails.length || next.at(-1)?.id !== mails.at(-1)?.id;
    mails = next;
    if (changed) draw();
  } catch {
    document.title = 'Tocsin demo mailbox (stopped)';
  }
  setTimeout(poll, 1500);
}
poll();
