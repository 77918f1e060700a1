import { PAPER } from '../paper.typ.js';

/** The Typst template of a case file. */
export const CASE_TEMPLATE = String.raw`${PAPER}
// What was inserted or deleted is said in words: a colour or a line alone would not reach everybody.
#let changed(segment) = {
  if segment.op == "insert" [#label("[inserted")#underline(t(segment.text))#text(fill: muted)[\]]]
  else if segment.op == "delete" [#label("[deleted")#strike(t(segment.text))#text(fill: muted)[\]]]
  else { t(segment.text) }
}

#title(t(data.title))
#block(width: 100%, fill: tint, stroke: (left: 3pt + accent), inset: 11pt)[
  #par[#label(data.wordsLabel)“#t(data.words)”]
  #par(strong(delta: 200, t(data.answer)))
]
#facts(data.facts)

= What happened, in order
#for step in data.steps {
  heading(level: 2, t(step.heading))
  facts(step.facts)
  let reason = step.at("reason", default: none)
  if reason != none { block(inset: (left: 9pt), stroke: (left: 2pt + rule), par[#label("Reason")#t(reason)]) }
  let changes = step.at("changes", default: ())
  if changes.len() > 0 {
    block(inset: (left: 9pt), stroke: (left: 2pt + rule), width: 100%, {
      par(label(step.changesLabel))
      for line in changes { par(for segment in line { changed(segment) }) }
    })
  }
}

#if data.entries.len() > 0 [
  = In the audit trail
  #table(
    columns: (auto, 1fr, auto), stroke: (x, y) => (bottom: 0.5pt + rule), inset: (x: 4pt, y: 5pt),
    align: (right + top, left + top, left + top),
    table.header([*Entry*], [*What it tells*], [*Its hash*]),
    ..data.entries.map(entry => (
      [#entry.seq], [#t(entry.what)],
      text(size: 8.5pt, ligatures: false, t(entry.hash)),
    )).flatten(),
  )
]

= How to check this
#for words in data.check { par(t(words)) }
`;
