/** The looks and the behaviour of the page that `--dump-html` writes. */

export const PAGE_STYLE = `
:root { color-scheme: light dark; --line: #8884; --hit: #fd06; --kept: #fa08; }
body { font: 14px system-ui, sans-serif; margin: 1em; }
h1 { font-size: 1.3em; }
small { opacity: 0.6; font-weight: normal; }
summary { cursor: pointer; padding: 0.2em; }
.columns { display: flex; align-items: flex-start; overflow-x: auto; border: 1px solid var(--line); }
.column { border-right: 1px solid var(--line); flex: none; }
.column > summary { font-weight: bold; position: sticky; top: 0; background: Canvas; }
.column:not([open]) > summary, .same { writing-mode: vertical-rl; }
.same { opacity: 0.5; padding: 0.4em 0; border-left: 1px solid var(--line); flex: none; }
pre { margin: 0; padding: 0.3em 0.6em; font: 12px/1.45 monospace; }
pre span[data-l] { cursor: pointer; }
pre span.hit { background: var(--hit); }
pre span.kept { background: var(--kept); }
`;

export const PAGE_SCRIPT = `
for (const group of document.querySelectorAll('.columns')) {
  const mark = (name, line, on) => {
    for (const row of group.querySelectorAll('[data-l="' + line + '"]')) row.classList.toggle(name, on);
  };
  group.addEventListener('mouseover', e => e.target.dataset?.l && mark('hit', e.target.dataset.l, true));
  group.addEventListener('mouseout', e => e.target.dataset?.l && mark('hit', e.target.dataset.l, false));
  group.addEventListener('click', e => {
    const line = e.target.dataset?.l;
    if (!line) return;
    const on = !e.target.classList.contains('kept');
    mark('kept', line, on);
    if (!on) return;
    for (const pre of group.querySelectorAll('pre')) {
      if (pre.contains(e.target)) continue;
      pre.querySelector('[data-l="' + line + '"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
  });
}
`;
