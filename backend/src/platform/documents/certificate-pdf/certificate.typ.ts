import { PAPER } from '../paper.typ.js';

/** The Typst template of a signature's certificate. */
export const CERTIFICATE_TEMPLATE = String.raw`${PAPER}
#title(t(data.title))
#block(width: 100%, fill: tint, stroke: (left: 3pt + accent), inset: 11pt)[
  #par[#label("Statement")“#t(data.statement)”]
  #par(strong(delta: 200, t(data.signed)))
]
#facts(data.facts)

#if data.excused.len() > 0 [
  = What the signature excuses
  #for item in data.excused {
    heading(level: 2, t(item.heading))
    facts(item.facts)
  }
]

= What was signed
#table(
  columns: (auto, 1fr, 44mm), stroke: (x, y) => (bottom: 0.5pt + rule), inset: (x: 4pt, y: 5pt),
  align: (right + top, left + top, left + top),
  table.header([*No.*], [*Row, and the hash of its text*], [*Approved*]),
  ..data.rows.map(row => (
    [#row.number],
    [#par(t(row.title))#par(text(size: 8.5pt, ligatures: false, t(row.text)))],
    [#t(row.approved)],
  )).flatten(),
)

= How to check this
#for words in data.check { par(t(words)) }
`;
