import { asset } from '../http/asset.ts'
import { shades } from './shades.ts'

/** The one stylesheet of all pages. */
export const stylesheet = asset(
  'pages',
  'css',
  `
:root { color-scheme: light dark; --text: #1b2026; --soft: #4b5560; --paper: #fff; --panel: #f3f5f7; --line: #c5ccd3; --link: #0b4f9e; --mark: #fff1a8; --strong: #0d3b66; --note: #7a4a00 }
@media (prefers-color-scheme: dark) {
  :root { --text: #e8ebee; --soft: #b3bcc5; --paper: #14181c; --panel: #1f252b; --line: #47525d; --link: #8ec2ff; --mark: #5c4b00; --strong: #a9d1ff; --note: #f0c27a }
}
* { box-sizing: border-box }
html { background: var(--paper); color: var(--text); font: 1rem/1.6 "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif; text-autospace: normal; overflow-wrap: break-word }
html:lang(zh-Hant), :lang(zh-Hant) { font-family: "Segoe UI", Roboto, "Helvetica Neue", Arial, "PingFang HK", "Microsoft JhengHei", "Noto Sans CJK HK", "Noto Sans HK", sans-serif }
html:lang(zh-Hans), :lang(zh-Hans) { font-family: "Segoe UI", Roboto, "Helvetica Neue", Arial, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif }
body { background: var(--paper); color: var(--text); display: flex; flex-direction: column; margin: 0; min-height: 100vh } main { flex: 1; width: 100% }
a, span { unicode-bidi: isolate }
a { color: var(--link); text-underline-offset: .15em }
a:hover { text-decoration-thickness: 2px }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
.skip { position: absolute; left: -999rem } .skip:focus { background: var(--paper); left: 1rem; padding: .5rem; top: .5rem; z-index: 1 }
.hidden { clip-path: inset(50%); height: 1px; overflow: hidden; position: absolute; white-space: nowrap; width: 1px }
.frame { margin: 0 auto; max-width: 72rem; padding: 0 1rem }
header.top { background: var(--panel); border-bottom: 1px solid var(--line) }
header.top .frame { align-items: center; display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; padding-block: .75rem }
header.top .brand { font-weight: 700; text-decoration: none }
header.top nav ul, .inline { display: flex; flex-wrap: wrap; gap: .25rem 1rem; list-style: none; margin: 0; padding: 0 }
header.top nav a, .inline a { display: inline-block; min-height: 1.75rem }
header.top .tongues { margin-left: auto }
.menu { border-bottom: 1px solid var(--line) } .menu .frame { padding-block: .4rem }
[aria-current] { color: var(--text); font-weight: 600; text-decoration: none }
main { padding-block: 1rem 3rem }
h1, h2, h3 { line-height: 1.3; margin: 1.6em 0 .5em } h1 { font-size: 1.7rem; margin-top: .6em } h2 { font-size: 1.3rem } h3 { font-size: 1.05rem; margin: .2em 0 } .facts + h3 { margin: 1.5em 0 .5em }
:lang(en) h1, h1:lang(en) { text-wrap: balance }
p { max-width: 44rem }
.kind, .soft, .origin, .refs { color: var(--soft); font-size: .9rem }
.origin { font-weight: 400; white-space: nowrap }
.kind { margin: 1rem 0 0 } .kind + h1 { margin-top: 0 }
.unknown { color: var(--note) }
mark { background: var(--mark); color: var(--text) }
code { font: .9em ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere }
.seek { display: flex; flex-wrap: wrap; gap: .5rem; max-width: 44rem } .seek > * { max-width: 100%; min-width: 0 } .seek input { flex: 1 1 14rem } .seek select { width: 100% } .seek > :has(.problem) { flex: 1 1 100% } .seek :has(> .problem) select { width: auto }
input, select, button { background: var(--paper); border: 1px solid var(--soft); border-radius: 3px; color: var(--text); font: inherit; min-height: 2.5rem; padding: .25rem .6rem; max-width: 100% }
input[type=checkbox] { accent-color: var(--link); flex: none; height: 1.5rem; margin: 0; min-height: 0; width: 1.5rem }
button { background: var(--strong); border-color: var(--strong); color: var(--paper); cursor: pointer; font-weight: 600 }
label { display: block } .split form input:not([type=checkbox]), .split select { width: 100% } h1 .origin, h3 .origin { font-size: .85rem; font-weight: 400 } .hint { color: var(--soft); font-size: .9rem; margin: .2rem 0 }
.problem { border-left: 4px solid #c0392b; margin: .5rem 0; padding: .25rem .75rem }
fieldset { border: 0; border-top: 1px solid var(--line); margin: 0; padding: .75rem 0 } legend { float: left; font-weight: 600; padding: 0; width: 100% } legend + * { clear: both }
fieldset label.choice { align-items: flex-start; display: flex; gap: .5rem; padding: .2rem 0 } .choice .count { color: var(--soft); margin-left: auto }
.choices { border-top: 1px solid var(--line); padding: .3rem 0 } .choices > summary { font-weight: 600 } .choices > fieldset { border: 0; padding: 0 } .choices details summary { font-weight: 400 }
summary { cursor: pointer; min-height: 1.75rem; padding: .2rem 0 }
.split { display: grid; gap: 0 2.5rem; grid-template-columns: minmax(0, 1fr) }
@media (min-width: 60rem) { .split { grid-template-columns: minmax(0, 1fr) 18rem } .narrow { display: none } }
.chosen { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; padding: 0 } .chosen a { border: 1px solid var(--line); border-radius: 1rem; display: inline-block; padding: .15rem .8rem }
.entries { list-style: none; margin: 1rem 0; padding: 0 } .entries > li { border-top: 1px solid var(--line); padding: .7rem 0 }
.entries dl { color: var(--soft); display: flex; flex-wrap: wrap; font-size: .9rem; gap: 0 1.25rem; margin: .2rem 0 0 } .entries dl div { display: flex; gap: .4em } dt { font-weight: 600 } dd { margin: 0 }
.cards { display: grid; gap: .75rem; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); list-style: none; padding: 0 } .cards li { background: var(--panel); border-radius: 4px; padding: .75rem 1rem } .cards b { display: block; font-size: 1.4rem } .numbers { grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)) } .numbers li { padding: .4rem .75rem }
.facts { margin: 0 } .facts > div { border-top: 1px solid var(--line); display: grid; gap: 0 1.5rem; grid-template-columns: minmax(0, 1fr); padding: .55rem 0 }
@media (min-width: 45rem) { .facts > div { grid-template-columns: 11rem minmax(0, 1fr) } }
.facts ul { list-style: none; margin: 0; padding: 0 } .facts li { padding: .15rem 0 }
.parts { color: var(--soft); font-size: .93rem } .parts > div { display: inline-block; margin-inline-end: 1em }
.other { background: var(--panel); border-left: 4px solid var(--note); margin: .4rem 0; padding: .35rem .75rem }
.refs a { display: inline-block; min-height: 1.5rem; min-width: 1.5rem }
.scroll { overflow-x: auto } table { border-collapse: collapse; min-width: 100% } caption { font-weight: 600; padding: .4rem 0; text-align: start } th, td { border-bottom: 1px solid var(--line); padding: .4rem .7rem; text-align: start; vertical-align: top }
td.count a { color: inherit; display: block; min-height: 1.5rem; min-width: 1.5rem }
${shades.map(({ ground, words }, at) => `.shade${at + 1} { background: ${ground}; color: ${words} }`).join(' ')}
@media (prefers-color-scheme: dark) { .shade1 { background: #16283a; color: #e8ebee } .shade2 { background: #1b3f61; color: #fff } .shade3 { background: #245a8b; color: #fff } .shade4 { background: #7db4e6; color: #14181c } .shade5 { background: #c3e0fa; color: #14181c } }
.scroll th[scope=row] { background: var(--paper); font-weight: 500; left: 0; min-width: 7rem; position: sticky } @media (min-width: 60rem) { .scroll th[scope=row] { min-width: 14rem } } .scroll th.short { min-width: 0 } .scroll td:not(.count) { min-width: 8em } .seek button { align-self: flex-end }
thead th { min-width: 4.5em } .short { white-space: nowrap } .gauge { display: block; margin: .3rem 0 } .gauge .rest { fill: var(--line) } .part { fill: var(--link) } .picture { color: var(--text); display: block; max-width: none }
:target:not(h2) { background: var(--mark) }
footer { background: var(--panel); border-top: 1px solid var(--line); padding-block: 1rem }
@media print {
  .menu, .tongues, .seek, form, footer nav, .skip { display: none }
  .split { display: block } a { color: inherit }
  .scroll { overflow: visible } table { font-size: 7pt; line-height: 1.3 } th, td, .scroll th[scope=row], .scroll td:not(.count), thead th { min-width: 0; padding: 1pt 2pt; position: static } td.count a { min-height: 0; min-width: 0 } .picture { height: auto; max-width: 100% }
  details::details-content { content-visibility: visible; display: block }
}
`,
)
