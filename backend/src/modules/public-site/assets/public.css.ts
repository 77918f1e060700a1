import { createHash } from 'node:crypto';
import { MAX_LIST_DEPTH } from '../../../common/rich-text/limits.js';

/**
 * The stylesheet of the public pages. One accent, shared with the PDF; system fonts; light and dark by
 * the reader's own setting. Sizes are relative, so that zoom and larger text reflow.
 */
export const PUBLIC_CSS = `
:root {
  color-scheme: light dark;
  --paper: #ffffff;
  --ink: #1b2529;
  --muted: #4d5c63;
  --accent: #0f4c5c;
  --accent-strong: #0a3742;
  --on-accent: #ffffff;
  --tint: #e8f1f3;
  --rule: #c6d3d7;
  --edge: #6b7d84;
  --focus: #b4540a;
  --right: #1a7043;
  --wrong: #a8202b;
  --inserted: #dff3e4;
  --deleted: #fbe3e1;
  --found: #ffe9a8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #12191c;
    --ink: #e4ecee;
    --muted: #a9b9bf;
    --accent: #8ad0de;
    --accent-strong: #b7e4ed;
    --on-accent: #0d2329;
    --tint: #1c2a2f;
    --rule: #38484e;
    --edge: #82959c;
    --focus: #f5a65b;
    --right: #6fcf97;
    --wrong: #ff9d97;
    --inserted: #17402a;
    --deleted: #4f2326;
    --found: #5c4a12;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { font-size: 100%; -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0;
  background: var(--paper);
  color: var(--ink);
  font-family: system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'Liberation Sans', Arial, sans-serif;
  font-size: 1.0625rem;
  line-height: 1.6;
  overflow-wrap: anywhere;
}
@media (min-width: 48rem) { body { font-size: 1.125rem; } }
.width { width: 100%; max-width: 76rem; margin-inline: auto; padding-inline: clamp(1rem, 4vw, 2.5rem); }
main { padding-block: 2rem 4rem; }
main:focus { outline: none; }
h1, h2, h3 { line-height: 1.25; margin: 0; text-wrap: balance; font-weight: 650; }
h1 { font-size: clamp(1.75rem, 1.3rem + 2.2vw, 2.625rem); letter-spacing: -0.015em; }
h2 { font-size: clamp(1.375rem, 1.2rem + 0.8vw, 1.75rem); }
h3 { font-size: 1.25rem; }
p, ul, ol, dl { margin: 0 0 1rem; }
ul, ol { padding-inline-start: 1.5rem; }
li { margin-bottom: 0.25rem; }
li::marker { color: var(--accent); }
a { color: var(--accent); text-underline-offset: 0.18em; text-decoration-thickness: 1px; }
a:hover { color: var(--accent-strong); text-decoration-thickness: 3px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 3px; border-radius: 2px; }
code { font-family: ui-monospace, 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace; font-size: 0.9em; }
.label { color: var(--muted); font-size: 0.9375rem; }
.kicker { color: var(--accent); font-weight: 600; margin-bottom: 0.5rem; }
.lede { font-size: 1.25rem; line-height: 1.45; color: var(--muted); margin: 0.5rem 0 1.5rem; }
.visually-hidden {
  position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; border: 0;
  overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
.skip-link { position: absolute; left: 0.5rem; top: -10rem; z-index: 2; padding: 0.625rem 1rem; background: var(--accent); color: var(--on-accent); }
.skip-link:focus { top: 0.5rem; }
.skip-link:hover { color: var(--on-accent); }

/* Header and footer */
.site-header { border-top: 0.375rem solid var(--accent); border-bottom: 1px solid var(--rule); }
.site-bar { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0.25rem 2rem; padding-block: 0.75rem; }
.site-name { display: inline-block; padding-block: 0.25rem; font-weight: 650; color: var(--ink); text-decoration: none; }
.site-name:hover { text-decoration: underline; }
.site-nav { display: flex; flex-wrap: wrap; gap: 0 1.5rem; list-style: none; margin: 0; padding: 0; font-size: 1rem; }
.site-nav li { margin: 0; }
.site-nav a { display: inline-block; padding-block: 0.25rem; }
.site-nav a[aria-current] { color: var(--ink); font-weight: 600; text-decoration-thickness: 3px; }
.site-footer { border-top: 1px solid var(--rule); color: var(--muted); font-size: 1rem; }
.site-footer .width { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.25rem 2rem; padding-block: 1.5rem 2.5rem; }
.site-footer p { margin: 0; padding-block: 0.25rem; }
.banner { background: var(--accent); color: var(--on-accent); }
.banner p { margin: 0; padding-block: 0.75rem; }
.banner a { color: inherit; }
.banner a:hover { color: inherit; }
.banner :focus-visible { outline-color: var(--on-accent); }

/* Prose, lists of editions */
.prose { max-width: 44rem; }
.prose h1 + p { margin-block-start: 0.75rem; }
.prose h2 { margin: 2rem 0 0.5rem; font-size: 1.375rem; }
.cards, .timeline { list-style: none; padding: 0; }
.card { padding-block: 1.25rem; margin: 0; border-top: 1px solid var(--rule); }
.card h2 { margin: 0 0 0.25rem; }
.card h2 a { display: inline-block; padding-block: 0.125rem; }
.card p { margin: 0 0 0.25rem; }
.forms { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; list-style: none; padding: 0; margin: 0.5rem 0 0; }
.forms li { margin: 0; }
.forms a { display: inline-block; padding-block: 0.25rem; }
.more-forms summary { cursor: pointer; padding-block: 0.375rem; color: var(--accent); }

/* Edition */
.edition-header { max-width: 48rem; padding-bottom: 2rem; }
.edition-facts { display: grid; gap: 0.25rem 1.5rem; margin: 1.5rem 0 1rem; padding-block: 1rem; border-block: 1px solid var(--rule); font-size: 1rem; }
.acronyms > div { display: grid; grid-template-columns: minmax(0, 7rem) minmax(0, 1fr); gap: 1rem; padding-block: 0.25rem; }
.acronyms dt { font-weight: 600; }
.acronyms dd { margin: 0; }
.edition-facts dt { color: var(--muted); }
.edition-facts dd { margin: 0; }
.edition-facts > div { display: grid; grid-template-columns: minmax(0, 6rem) minmax(0, 1fr); gap: 1rem; }
.note { background: var(--tint); border-inline-start: 0.25rem solid var(--accent); padding: 0.875rem 1.125rem; margin: 1rem 0; }
.note h2 { font-size: 1.125rem; margin: 0 0 0.25rem; }
.note > :last-child { margin-bottom: 0; }
.note h3 { font-size: 1rem; margin: 1rem 0 0.5rem; }
.changes { margin-bottom: 1rem; }
.changes summary { padding-block: 0.25rem; cursor: pointer; font-weight: 600; }
.contents { font-size: 1rem; padding-bottom: 1rem; }
.contents h2 { font-size: 1.125rem; margin-bottom: 0.5rem; }
.contents ol { list-style: none; margin: 0; padding: 0; }
.contents ol > li { border-top: 1px solid var(--rule); padding-block: 0.5rem; margin: 0; }
.contents a { display: inline-block; padding-block: 0.1875rem; font-weight: 600; }
.contents summary { display: inline-block; padding-block: 0.125rem; min-height: 1.5rem; cursor: pointer; color: var(--muted); font-size: 0.9375rem; }
.contents summary::before { content: ''; display: inline-block; width: 0.4em; height: 0.4em; margin-inline-end: 0.5em; border: solid currentColor; border-width: 0 2px 2px 0; transform: translateY(-0.15em) rotate(-45deg); }
.contents details[open] > summary::before { transform: translateY(-0.25em) rotate(45deg); }
.contents summary::-webkit-details-marker { display: none; }
.contents details ul { list-style: none; padding: 0; margin: 0.25rem 0 0.5rem; }
.contents details a { font-weight: 400; text-decoration: none; line-height: 1.4; }
.contents details a:hover { text-decoration: underline; }
.edition-body { max-width: 46rem; }
.chapter { margin-bottom: 3rem; }
.chapter > h2 { color: var(--accent); border-top: 3px solid var(--accent); padding-top: 0.75rem; margin-bottom: 1.25rem; }
.group { border-top: 1px solid var(--rule); padding-top: 1.75rem; margin-top: 1.75rem; }
.chapter > h2 + .group { border-top: 0; padding-top: 0.25rem; margin-top: 0; }
.row { margin-bottom: 2.25rem; }
.row h3 { margin-bottom: 0.75rem; }
.row > :last-child { margin-bottom: 0; }
.ref { color: var(--accent); font-variant-numeric: tabular-nums; margin-inline-end: 0.35em; }
.ref-again { color: var(--muted); font-weight: 400; }
.wording { border-inline-start: 3px solid var(--rule); padding-inline-start: 0.875rem; color: var(--muted); font-size: 1rem; }
.printed { white-space: pre-line; }
.wording .label { font-size: inherit; }
.facts { display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; font-size: 1rem; }
.facts > div { display: flex; flex-wrap: wrap; align-items: center; gap: 0 0.5rem; }
.facts dt { color: var(--muted); }
.facts dt::after { content: ':'; }
.facts dd { margin: 0; }
.not-stated { color: var(--muted); }
.badge { display: inline-flex; align-items: center; gap: 0.4em; padding: 0.0625rem 0.625rem 0.0625rem 0.5rem; border: 1px solid var(--edge); border-radius: 0.25rem; font-weight: 600; }
.badge svg { flex: none; }
.badge-moving { background: var(--tint); border-color: var(--accent); color: var(--accent-strong); }
.badge-done { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.badge-stopped { background: var(--tint); border-style: dashed; }
.text > :last-child { margin-bottom: 1rem; }
.text li > ul, .text li > ol { margin-bottom: 0; }
.figures { border-collapse: collapse; width: 100%; font-size: 1rem; margin-bottom: 1rem; }
.figures th, .figures td { text-align: start; vertical-align: top; padding: 0.375rem 1rem 0.375rem 0; border-bottom: 1px solid var(--rule); font-weight: 400; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.figures thead th { color: var(--muted); }
.figures tbody th { font-weight: 600; }
.figure-note { display: block; color: var(--muted); }
@media (max-width: 30rem) {
  .figures, .figures tbody, .figures tr, .figures th, .figures td { display: block; padding-inline-end: 0; }
  .figures thead { display: none; }
  .figures tr { border-bottom: 1px solid var(--rule); padding-block: 0.25rem; }
  .figures th, .figures td { border: 0; padding-block: 0.0625rem; }
  .figures td::before { content: attr(data-head) ': '; color: var(--muted); }
  .figures td:empty { display: none; }
}
.history { font-size: 1rem; margin-bottom: 0.25rem; }
.history a { display: inline-block; padding-block: 0.125rem; }
.back { font-size: 1rem; margin: 2rem 0 0; }
.back a { display: inline-block; padding-block: 0.25rem; }
.hash { display: block; padding: 0.75rem 1rem; background: var(--tint); }
.timeline > li { border-top: 1px solid var(--rule); padding-top: 1.5rem; margin: 0 0 2rem; }
.timeline h2 { margin: 0 0 0.25rem; }
.row:target, .group:target { background: linear-gradient(90deg, var(--tint), transparent); box-shadow: -1rem 0 0 var(--tint); }

/* Forms: filters, search, checks */
form h2 { margin-block-start: 2rem; }
.fields { display: grid; gap: 0 1.5rem; grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr)); }
.field { display: grid; gap: 0.25rem; margin-bottom: 1rem; }
.field label, legend { font-weight: 600; }
fieldset { border: 0; margin: 0 0 1rem; padding: 0; min-width: 0; }
legend { padding: 0; margin-bottom: 0.25rem; }
input, select, textarea { font: inherit; font-size: 1rem; color: inherit; background: var(--paper); border: 2px solid var(--edge); border-radius: 0.25rem; padding: 0.5rem 0.625rem; width: 100%; max-width: 100%; min-height: 2.75rem; }
select { text-overflow: ellipsis; }
input[type='file'] { padding: 0.4375rem; }
.hash-input { font-family: ui-monospace, 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace; }
.tick { display: grid; grid-template-columns: 1.5rem minmax(0, 1fr); gap: 0.625rem; align-items: center; margin-bottom: 0.375rem; font-size: 1rem; }
.tick input { width: 1.5rem; height: 1.5rem; min-height: 0; margin: 0; accent-color: var(--accent); }
.tick label { padding-block: 0.25rem; }
.actions { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1.5rem; }
.actions a { padding-block: 0.25rem; }
.button { font: inherit; font-size: 1rem; font-weight: 650; min-height: 2.75rem; color: var(--on-accent); background: var(--accent); border: 2px solid transparent; border-radius: 0.25rem; padding: 0.375rem 1.25rem; cursor: pointer; }
.button:hover { background: var(--accent-strong); }
.error { color: var(--wrong); font-weight: 600; }
.field:has(.error) { border-inline-start: 0.25rem solid var(--wrong); padding-inline-start: 0.875rem; }
.error-summary { border: 3px solid var(--focus); padding: 0.75rem 1rem 0; margin-block: 1rem 1.5rem; }
.error-summary h2 { margin: 0 0 0.25rem; font-size: 1.25rem; }
.filter { border-block: 1px solid var(--rule); padding-block: 0.5rem; margin-bottom: 1.5rem; }
.filter summary { cursor: pointer; font-weight: 600; padding-block: 0.375rem; color: var(--accent); }
.filter form { padding-block: 0.75rem 0.25rem; }
.compare, .search { background: var(--tint); padding: 1.125rem; margin: 1rem 0 2rem; }
.compare .fields { grid-template-columns: minmax(0, 1fr); }
.compare .actions, .search .actions, .filter .actions { margin-bottom: 0; }
.pager { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; align-items: baseline; }
.pager a { padding-block: 0.25rem; }
.card h3 { margin: 0 0 0.25rem; }
.card h3 a { display: inline-block; padding-block: 0.125rem; }
mark { background: var(--found); color: inherit; padding-inline: 0.1em; border-radius: 0.125rem; }

/* Differences: words for who cannot see lines and colours stand beside them */
.change { font-size: 1rem; }
.change a, .lineage a { display: inline-block; padding-block: 0.125rem; }
.diff > p { padding-inline-start: 0.75rem; border-inline-start: 3px solid transparent; }
.diff > .label { padding-inline-start: 0; border: 0; }
.diff > .diff-changed { border-color: var(--edge); }
.diff > .diff-inserted { border-color: var(--right); }
.diff > .diff-deleted { border-color: var(--wrong); border-inline-start-style: dashed; }
ins { background: var(--inserted); text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: 0.18em; border-radius: 0.125rem; }
del { background: var(--deleted); text-decoration: line-through; text-decoration-thickness: 2px; border-radius: 0.125rem; }
del + ins { margin-inline-start: 0.2em; }
.reformatted { border-bottom: 2px dotted; }
.marker { margin-inline-end: 0.4em; }
${Array.from({ length: MAX_LIST_DEPTH - 1 }, (_, index) => `.depth-${index + 2} { margin-inline-start: ${(index + 1) * 1.25}rem; }`).join('\n')}

/* Lists by delivery, verdicts, contact */
.standings { list-style: none; padding: 0; }
.standings li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 1rem; padding-block: 0.625rem; margin: 0; border-top: 1px solid var(--rule); }
.standings a { font-weight: 600; padding-block: 0.125rem; }
.standings .number { font-variant-numeric: tabular-nums; }
.standings .label { grid-column: 1 / -1; }
.verdict { border-inline-start: 0.375rem solid var(--right); background: var(--tint); padding: 1rem 1.25rem; margin: 1.5rem 0; }
.verdict h2 { margin: 0 0 0.5rem; font-size: 1.375rem; }
.verdict > :last-child { margin-bottom: 0; }
.verdict-wrong { border-color: var(--wrong); }
.contact > div { border-top: 1px solid var(--rule); padding-block: 0.625rem; }
.contact dt { color: var(--muted); }
.contact dd { margin: 0; }

@media (min-width: 48rem) {
  .edition:not(.summary) .edition-body .group { padding-inline-start: 4.5rem; }
  .edition-body .ref:not(.ref-long) { float: inline-start; width: 4.5rem; margin-inline: -4.5rem 0; }
  .edition-body .ref-long { display: block; }
  .contents details li { padding-inline-start: 3rem; }
  .contents details .ref:not(.ref-long) { float: inline-start; width: 3rem; margin-inline: -3rem 0; }
}
@media (min-width: 68rem) {
  .edition { display: grid; grid-template-columns: 18rem minmax(0, 46rem); column-gap: 4rem; justify-content: space-between; }
  .edition-header { grid-column: 2; }
  .edition-body { grid-column: 2; grid-row: 2; }
  .contents { grid-column: 1; grid-row: 1 / span 2; }
}
/* The contents stay at hand only where they leave room for the text: not on a zoomed, shallow window. */
@media (min-width: 68rem) and (min-height: 36rem) {
  .contents { position: sticky; top: 1.5rem; align-self: start; max-height: calc(100vh - 3rem); overflow-y: auto; padding: 0.25rem; margin-inline: -0.25rem; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@media (forced-colors: active) { .badge { border-style: solid; } .note { border: 1px solid; } }

@page { size: A4; margin: 20mm 18mm; }
@media print {
  :root {
    color-scheme: light;
    --paper: #ffffff; --ink: #000000; --muted: #3d474c; --accent: #0f4c5c; --accent-strong: #0a3742;
    --on-accent: #ffffff; --tint: #f1f5f6; --rule: #b9c5c9; --edge: #6b7d84;
    --right: #000000; --wrong: #000000; --inserted: #ffffff; --deleted: #ffffff; --found: #ffffff;
  }
  html { font-size: 10.5pt; }
  body { font-size: 1rem; line-height: 1.45; }
  .row:target, .group:target { background: none; box-shadow: none; }
  .site-nav, .skip-link, .contents, .forms, .more-forms, .history, .back, .on-request, .pager, form, .filter { display: none; }
  mark { font-weight: 700; }
  .site-header { border-top: 0; }
  main { padding-block: 1rem; }
  .width { max-width: none; padding-inline: 0; }
  .edition { display: block; }
  .edition-header, .edition-body, .prose { max-width: none; }
  h1 { font-size: 22pt; }
  h2 { font-size: 15pt; }
  h3 { font-size: 12pt; }
  h1, h2, h3, .wording, .facts, .kicker { break-after: avoid; break-inside: avoid; }
  .note, li { break-inside: avoid; }
  p { orphans: 3; widows: 3; }
  a { color: inherit; }
  .text a[href^='http']::after { content: ' (' attr(href) ')'; font-size: 0.85em; }
  .badge-done, .banner { background: none; color: inherit; border: 1px solid currentColor; }
  .banner p { padding: 0.5rem; }
}
`.trimStart();

/** Where the stylesheet is served: the address changes with the content, so it may be cached for ever. */
export const PUBLIC_CSS_HREF = `/assets/public.css?v=${createHash('sha256').update(PUBLIC_CSS).digest('hex').slice(0, 16)}`;
