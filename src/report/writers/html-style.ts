import { darkSeries, paperLook } from './look.ts';

const variables = (series: readonly string[]) => series.map((color, at) => `--series-${at + 1}:${color};`).join('');

const light = `color-scheme:light;--ink:#1b1f24;--paper:#fff;--quiet:#57606a;--faint:#d8dce1;--panel:#f5f6f8;--link:#00589b;--mark:#a34700;${variables(paperLook.series)}`;
const dark = `color-scheme:dark;--ink:#e8eaed;--paper:#15181c;--quiet:#a4acb6;--faint:#3a4048;--panel:#1e2329;--link:#7cc0f2;--mark:#f0a35e;${variables(darkSeries)}`;

/**
 * The look of a report's page: light, dark, narrow and on paper. Names no outside resource. A page that shows a report within
 * itself adopts it, where there is neither a root nor a body.
 */
export const htmlStyle = `
:root,:host{${light}}
@media (prefers-color-scheme:dark){:root,:host{${dark}}}
*{box-sizing:border-box}
body,:host{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main,header{max-width:46rem;margin:0 auto;padding:0 1.1rem}
header{padding-top:2.5rem}
h1{font-size:1.8rem;line-height:1.2;margin:0}
h2{font-size:1.3rem;line-height:1.25;margin:2.6rem 0 .6rem;padding-top:.6rem;border-top:1px solid var(--faint)}
header p,figcaption,caption{color:var(--quiet)}
header p{margin:.4rem 0 0}
a{color:var(--link)}
code{font:.9em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:var(--panel);padding:.1em .3em;border-radius:3px;overflow-wrap:anywhere}
nav ol{columns:2;column-gap:2rem;padding-left:1.4rem;margin:1.2rem 0 0}
.notice{border-left:4px solid var(--mark);background:var(--panel);padding:.7rem 1rem;border-radius:0 4px 4px 0}
figure{margin:1.6rem 0;break-inside:avoid}
figure h3{font-size:1rem;margin:0 0 .9rem}
figure svg{display:block;width:100%;height:auto;overflow:visible}
figure svg.narrow{display:none}
figcaption{font-size:.92rem;margin-top:.7rem}
.table{overflow-x:auto;margin:1.2rem 0}
table{border-collapse:collapse;font-size:.88rem;width:100%;font-variant-numeric:tabular-nums}
caption{text-align:left;padding-bottom:.4rem;caption-side:top}
th,td{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;border-bottom:1px solid var(--faint)}
th:first-child{min-width:7.5rem}
th{font-weight:600;border-bottom-width:2px}
.right{text-align:right;white-space:nowrap}
footer{color:var(--quiet);font-size:.88rem;margin:3rem 0 2rem}
@media (max-width:34rem){
nav ol{columns:1}
figure svg.wide{display:none}
figure svg.narrow{display:block}
}
@media print{
:root,:host{${light}}
body,:host{font-size:10.5pt}
main,header{max-width:none;padding:0}
h2{break-after:avoid}
tr,.notice{break-inside:avoid}
thead{display:table-header-group}
.table{overflow:visible}
a{color:inherit}
nav{display:none}
}
`;
