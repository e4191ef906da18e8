import { createHash } from 'node:crypto';

/*
 * One sheet, in the page itself, so that a file that was copied somewhere is whole. Colour is for state only, and whatever has one
 * has a word or a shape of its own as well.
 */
export const STYLE = `
:root{color-scheme:light dark;--back:#fff;--soft:#f5f5f6;--text:#15171c;--quiet:#4b515d;--line:#dfe1e6;--operational:#1a7f4b;--under_maintenance:#3451c6;--degraded_performance:#8a6100;--partial_outage:#b34700;--major_outage:#c5161d;--none:#b9bec7;--tint-operational:#e8f5ed;--tint-under_maintenance:#ebeffd;--tint-degraded_performance:#fdf5dc;--tint-partial_outage:#fdeee2;--tint-major_outage:#fdeaea}
@media(prefers-color-scheme:dark){:root{--back:#0e1013;--soft:#16191d;--text:#eceef1;--quiet:#b3b9c3;--line:#2a2f36;--operational:#4cc38a;--under_maintenance:#9db1ff;--degraded_performance:#e3b341;--partial_outage:#f0914b;--major_outage:#ff8079;--none:#59606b;--tint-operational:#12271b;--tint-under_maintenance:#181f3b;--tint-degraded_performance:#2b2410;--tint-partial_outage:#2f1d10;--tint-major_outage:#331517}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--back);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;font-variant-numeric:tabular-nums}
.wrap{max-width:52rem;margin:0 auto;padding:0 1rem}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--back);padding:.5rem}
.brand{height:4px}
header .wrap{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.5rem 1rem;padding-top:1.25rem;padding-bottom:1.25rem}
header .name{display:flex;align-items:center;gap:.75rem;font-size:1.2rem;font-weight:650;text-decoration:none;overflow-wrap:anywhere}
header img{height:2rem;width:auto;max-width:12rem}
nav ul{display:flex;flex-wrap:wrap;gap:0 1.1rem;margin:0;padding:0;list-style:none}
a{color:inherit;text-underline-offset:3px}
a:focus-visible,button:focus-visible,input:focus-visible{outline:3px solid var(--text);outline-offset:2px}
h1,h2,h3{line-height:1.25;overflow-wrap:anywhere}
h1{font-size:1.5rem;margin:0}
h2{font-size:1.15rem;margin:2.25rem 0 .75rem}
h3{font-size:1rem;margin:0}
p{margin:.5rem 0;overflow-wrap:anywhere}
.quiet{color:var(--quiet)}
.small{font-size:.875rem}
.banner{display:flex;gap:.9rem;align-items:center;padding:1.1rem 1.25rem;border-radius:.75rem;border:1px solid var(--line)}
.banner svg{flex:none;width:2.25rem;height:2.25rem}
.banner p{margin:.15rem 0 0}
.intro{margin:0 0 1.25rem}
.icon{width:1.1em;height:1.1em;vertical-align:-.15em;flex:none}
.state{display:inline-flex;gap:.4em;align-items:center;font-weight:600;white-space:nowrap}
.card{border:1px solid var(--line);border-radius:.75rem;margin:0 0 1rem;overflow:hidden}
.card>.head{padding:.9rem 1.25rem;border-bottom:1px solid var(--line)}
.card>.body{padding:.35rem 1.25rem .9rem}
.rows{margin:0;padding:0;list-style:none}
.rows>li{padding:.9rem 1.25rem;border-top:1px solid var(--line)}
.rows>li:first-child{border-top:0}
.line{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.1rem 1rem}
.line h3,.line h4{margin:0;font-size:1rem;font-weight:600;overflow-wrap:anywhere}
.group{padding:.75rem 1.25rem .25rem;font-weight:650;border-top:1px solid var(--line);background:var(--soft)}
.group:first-child{border-top:0}
.bars{overflow:hidden;margin:.6rem 0 .2rem}
.bars svg{display:block;width:100%;height:2rem}
.ends{display:flex;justify-content:space-between;gap:1rem;color:var(--quiet);font-size:.8125rem;white-space:nowrap}
.phone{display:none}
.updates{margin:0;padding:0;list-style:none}
.updates>li{padding:.75rem 0;border-top:1px solid var(--line)}
.updates>li:first-child{border-top:0}
.updates h3,.updates h4{margin:0;font-size:1rem}
.note{margin:.5rem 0;padding:.6rem .9rem;border-left:3px solid var(--line);background:var(--soft)}
.note p{margin:.25rem 0}
dl.facts{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:.75rem 0}
dl.facts dt{color:var(--quiet)}
dl.facts dd{margin:0;overflow-wrap:anywhere}
footer{margin:3rem 0 0;padding:1.25rem 0 2.5rem;border-top:1px solid var(--line);color:var(--quiet);font-size:.875rem}
footer ul{display:flex;flex-wrap:wrap;gap:0 1.1rem;margin:0 0 .5rem;padding:0;list-style:none}
nav.months{margin-top:1.5rem}
footer li,nav li{padding:.25rem 0}footer a{display:inline-block}
form{margin:1rem 0}
fieldset{border:1px solid var(--line);border-radius:.5rem;margin:1rem 0;padding:.5rem 1rem 1rem}
label{display:block;margin:.5rem 0 .25rem}
input[type=email],input[type=url]{width:100%;max-width:26rem;min-height:2.75rem;padding:.4rem .7rem;border:1px solid var(--quiet);border-radius:.5rem;background:var(--back);color:var(--text);font:inherit}
.check{display:flex;gap:.6rem;align-items:flex-start;padding:.25rem 0;margin:0}
.check input{width:1.25rem;height:1.25rem;margin:.15rem 0 0;flex:none}
button{min-height:2.75rem;padding:.4rem 1.2rem;border:0;border-radius:.5rem;background:var(--text);color:var(--back);font:inherit;font-weight:600;cursor:pointer}
${['operational', 'under_maintenance', 'degraded_performance', 'partial_outage', 'major_outage']
  .map(
    (level) =>
      `.c-${level}{color:var(--${level})}.f-${level}{fill:var(--${level})}.banner.t-${level},.head.t-${level}{background:var(--tint-${level})}.banner.t-${level}{border-color:var(--${level})}`,
  )
  .join('')}
.cut{fill:none;stroke:var(--back)}
.f-none{fill:var(--none)}
@media(max-width:38rem){.ends{font-size:.75rem}.phone{display:inline}.desk{display:none}.bars svg{width:300%;margin-left:-200%}h1{font-size:1.3rem}.rows>li,.card>.head,.card>.body,.group{padding-left:1rem;padding-right:1rem}dl.facts{grid-template-columns:1fr;gap:0}dl.facts dd{margin:0 0 .4rem}}
@media print{:root{--back:#fff;--soft:#fff;--text:#000;--quiet:#333}.skip,nav,form,.brand{display:none}.card,.rows>li{break-inside:avoid}.bars,.banner{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`.replaceAll('\n', '');

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The line of the page's own colour. A rule of its own, because the hash allows exact rules and no attribute. */
export const brandStyle = (colour: string): string => `.brand{background:${colour}}`;

/**
 * What a page may load and run: its own sheet by hash, images of its own or in it, its one form. No script at all.
 * @param form where the form leads; null: the page has none
 */
export function policyOf(colour: string | null, form: string | null): string {
  const sheets = [STYLE, ...(colour === null ? [] : [brandStyle(colour)])].map(hashOf);
  return [
    `default-src 'none'`,
    `style-src ${sheets.join(' ')}`,
    `img-src 'self' data:`,
    `form-action ${form === null ? `'none'` : `'self' ${new URL(form).origin}`}`,
    `base-uri 'none'`,
  ].join('; ');
}
