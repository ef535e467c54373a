/** How the page looks. Colours are told apart by people who see few of them, on light and on dark. */

/** After Okabe and Ito: light, dark. */
const SERIES = [
  ['#0072b2', '#56a9e0'],
  ['#d55e00', '#f08b4b'],
  ['#009e73', '#37c79b'],
  ['#cc79a7', '#e3a0c4'],
  ['#8a6d00', '#e0bf45'],
  ['#5b5fc7', '#9a9df2'],
  ['#6b6b6b', '#b0b0b0'],
  ['#a0342c', '#e77f76'],
  ['#2f7d32', '#7dc581'],
  ['#00838f', '#4dc3ce'],
] as const;

const variables = (theme: 0 | 1): string => SERIES.map((colours, i) => `--s${i}:${colours[theme]};`).join('');

const series = SERIES.map(
  (_, i) =>
    `.s${i}{fill:var(--s${i})}.l${i}{stroke:var(--s${i})}.t${i}{fill:var(--s${i})}.k${i}{background:var(--s${i})}`,
).join('');

export const STYLE = `
:root{color-scheme:light dark;--ground:#fcfcfb;--card:#fff;--ink:#1b1d21;--soft:#5d6470;--rule:#e4e6ea;--good:#0a7a50;--bad:#b3261e;${variables(0)}}
@media (prefers-color-scheme:dark){:root{--ground:#14161a;--card:#1c1f24;--ink:#e8eaed;--soft:#9aa3af;--rule:#2e333b;--good:#5fd39f;--bad:#ff8a80;${variables(1)}}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,"DejaVu Sans",sans-serif}
header,main{max-width:1040px;margin:0 auto;padding:0 20px}
header{padding-top:36px}
h1{font-size:30px;line-height:1.2;margin:0 0 8px;letter-spacing:-.01em}
h2{font-size:19px;margin:0 0 2px}
p{margin:0 0 14px;color:var(--soft)}
.facts span{display:inline-block;margin-right:16px;white-space:nowrap}
section{background:var(--card);border:1px solid var(--rule);border-radius:10px;padding:20px 22px;margin:20px 0}
svg{display:block;width:100%;height:auto;overflow:visible}
svg text{font-size:11.5px;fill:var(--ink)}
svg .tick{fill:var(--soft);font-size:10.5px}
svg .value{font-variant-numeric:tabular-nums;font-size:10.5px}
svg .grid{stroke:var(--rule)}svg .rule{stroke:var(--rule);stroke-dasharray:1 3}
svg .one{stroke:var(--ink);stroke-width:1.5}
svg .whisker{stroke:var(--ink);stroke-opacity:.65;stroke-width:1.2}
svg .line{fill:none;stroke-width:2}
svg .bar:hover rect{opacity:.75}
${series}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:4px 18px;margin:0 0 12px;padding:0;font-size:13px;color:var(--soft)}
.legend b{color:var(--ink);font-weight:600}
.legend i{display:inline-block;width:11px;height:11px;border-radius:3px;margin-right:6px}
.absent{margin:0;padding-left:18px;font-size:13px;color:var(--soft)}
.absent b{color:var(--ink);font-weight:600}
.wide{overflow-x:auto}
table{border-collapse:collapse;font-size:12.5px;font-variant-numeric:tabular-nums;width:100%}
th,td{padding:4px 8px;text-align:right;white-space:nowrap;border-bottom:1px solid var(--rule)}
th:first-child{text-align:left}
thead th{color:var(--soft);font-weight:600}
tbody th{font-weight:500}
small{color:var(--soft)}
.better small{color:var(--good);font-weight:600}.worse small{color:var(--bad);font-weight:600}
`;
