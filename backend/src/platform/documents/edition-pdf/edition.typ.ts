/**
 * The Typst template of an edition: a constant, because the build copies no assets. What people wrote
 * comes in `sys.inputs.data` and is only ever printed as text.
 */
export const EDITION_TEMPLATE = String.raw`
#let data = json(bytes(sys.inputs.data))
#let labels = data.labels
#let ink = rgb(data.palette.ink)
#let muted = rgb(data.palette.muted)
#let accent = rgb(data.palette.accent)
#let tint = rgb(data.palette.tint)
#let rule = rgb(data.palette.rule)

// Long words and addresses get places to break that are no characters, so that what is copied is what
// was printed; shorter ones stay whole. The expression is made once: it costs more than a paragraph.
#let long-word = regex("\S{32,}")
#let t(words) = {
  let from = 0
  for long in words.matches(long-word) {
    words.slice(from, long.start)
    long.text.clusters().chunks(6).map(part => box(part.join())).join()
    from = long.end
  }
  words.slice(from)
}

#set document(
  title: data.title,
  author: data.publisher,
  date: datetime(year: data.date.year, month: data.date.month, day: data.date.day),
)
// Our own font only: another machine's fonts would make another file.
#set text(
  font: "Source Sans 3", fallback: false, size: 10.5pt, fill: ink,
  lang: "en", region: "GB", hyphenate: false,
)
#set par(leading: 0.64em, spacing: 1em, justify: false)
#set page(
  // The table needs the width; a summary is read as text.
  paper: "a4", flipped: not data.isSummary,
  margin: if data.isSummary { (top: 24mm, bottom: 26mm, left: 34mm, right: 24mm) }
    else { (top: 20mm, bottom: 22mm, x: 18mm) },
  footer: context {
    set text(size: 8.5pt, fill: muted, number-width: "tabular")
    set par(leading: 0.5em)
    line(length: 100%, stroke: 0.5pt + rule)
    v(-4pt)
    grid(
      columns: (1fr, auto), column-gutter: 8mm,
      [#t(data.title), #data.asAt],
      [Page #counter(page).display() of #counter(page).final().first()],
    )
  },
)
#set list(indent: 2pt, body-indent: 7pt, spacing: 0.6em, marker: (text(fill: accent)[•], text(fill: accent)[–]))
#set enum(indent: 2pt, body-indent: 6pt, spacing: 0.6em)
#show link: set text(fill: accent)


#show title: set text(size: 25pt, weight: 600, fill: ink)
#show title: set par(leading: 0.4em)
#show title: set block(above: 9pt, below: 11pt)
#show heading: set par(leading: 0.45em)
#show heading.where(level: 1): it => block(
  above: 30pt, below: 14pt, sticky: true, width: 100%,
  inset: (top: 9pt), stroke: (top: 1.5pt + accent),
  text(size: 17pt, weight: 600, fill: accent, it.body),
)
#show heading.where(level: 2): it => block(
  above: 0pt, below: 8pt, sticky: data.isSummary,
  text(size: 12.5pt, weight: 600, fill: ink, it.body),
)

// ------------------------------------------------------------ rich text

#let inline(nodes) = {
  for node in nodes {
    if node.type == "hardBreak" { linebreak() } else if node.type == "text" {
      let body = [#t(node.text)]
      for mark in node.at("marks", default: ()) {
        if mark.type == "bold" { body = strong(delta: 200, body) }
        else if mark.type == "italic" { body = emph(body) }
        else if mark.type == "link" { body = link(mark.attrs.href, underline(offset: 2pt, stroke: 0.5pt, body)) }
        else { panic("unknown mark " + mark.type) }
      }
      body
    } else { panic("unknown node " + node.type) }
  }
}

#let blocks(nodes) = {
  for node in nodes {
    if node.type == "paragraph" {
      let content = node.at("content", default: ())
      if content.len() > 0 { par(inline(content)) }
    } else if node.type == "bulletList" {
      list(tight: false, ..node.content.map(item => blocks(item.content)))
    } else if node.type == "orderedList" {
      let start = node.at("attrs", default: (:)).at("start", default: 1)
      enum(start: start, tight: false, ..node.content.map(item => blocks(item.content)))
    } else { panic("unknown node " + node.type) }
  }
}

// ------------------------------------------------------------ parts of a row

#let hang = 15mm

// The reference stands in a margin of its own and yet is the first word of the heading, for bookmarks,
// contents and screen readers. Later rows of the same reference repeat it, more quietly.
#let row-title(reference, title, is-first) = {
  if reference == none { return t(title) }
  let colour = if is-first { accent } else { muted }
  let mark = text(fill: colour, number-width: "tabular", weight: if is-first { 600 } else { 400 }, t(reference) + " ")
  if reference.clusters().len() > 5 { mark; t(title) }
  else { h(-hang); box(width: hang, mark); t(title) }
}

#let badge(delivery) = {
  let is-done = delivery.tone == "done"
  let stroke = if delivery.tone in ("quiet", "stopped") { 0.7pt + muted } else { 0.7pt + accent }
  let fill = if is-done { accent } else if delivery.tone == "moving" { tint } else { white }
  box(
    fill: fill, stroke: stroke, radius: 3pt, inset: (x: 5pt), outset: (y: 3.2pt),
    {
      box(baseline: 1.4pt, pdf.artifact(image(bytes(delivery.icon), format: "svg", width: 8.5pt)))
      h(4pt)
      text(size: 9.5pt, weight: 600, fill: if is-done { white } else { ink }, delivery.words)
    },
  )
}

#let label(words) = text(size: 9.5pt, fill: muted, words)

// What is promised, and who leads: the left side of the table.
#let row-commitment(reference, row, is-first) = {
  if not row.isUntitled { heading(level: 2, row-title(reference, row.title, is-first)) }
  let wording = row.at("wording", default: none)
  if wording != none { par(text(fill: muted, size: 10pt)[#label(labels.wording + ": ")#t(wording)]) }
  let lead = row.at("leadOrganisation", default: none)
  if lead != none { par[#label(labels.leadOrganisation + ": ")#text(size: 9.5pt, t(lead))] }
}

#let figures-table(figures) = table(
  columns: (2fr, 1.3fr, 1.5fr, 1.3fr), inset: (x: 4pt, y: 3.5pt),
  stroke: (x, y) => (bottom: 0.5pt + rule),
  table.header(..data.figureHeads.map(words => text(size: 9pt, weight: 600, words))),
  ..figures.map(figure => {
    let cells = figure.cells.map(cell => text(size: 9.5pt, number-width: "tabular", t(cell)))
    let note = figure.at("note", default: none)
    if note == none { return cells }
    (..cells.slice(0, 2), cells.at(2) + par(text(size: 9pt, t(note))), cells.at(3))
  }).flatten(),
)

// What is reported: the right side.
#let row-update(row) = {
  let delivery = row.at("delivery", default: none)
  if delivery != none { block(below: 9pt, par({ label(labels.delivery + ": "); h(3pt); badge(delivery) })) }
  if row.isDeliveryNotStated { block(below: 9pt, par(label(labels.deliveryNotStated))) }
  let no-change = row.at("noChange", default: none)
  if no-change != none { block(below: 9pt, text(weight: 600, t(no-change))) }
  let document = row.at("document", default: none)
  if document != none { blocks(document.content) }
  let figures = row.at("figures", default: none)
  if figures != none { block(above: 10pt, below: 10pt, figures-table(figures)) }
  let milestone = row.at("nextMilestone", default: none)
  if milestone != none {
    par[#text(weight: 600)[#labels.nextMilestone: ]#t(milestone)]
  }
  for item in row.evidence {
    par[#text(weight: 600)[#labels.evidence: ]#link(item.href, t(item.title)) (#t(item.note))]
  }
  let omission = row.at("omission", default: none)
  if omission != none {
    block(fill: tint, radius: 3pt, inset: 9pt, width: 100%, par({
      [#text(weight: 600, labels.omitted) #t(omission.reason) ]
      let last = omission.at("lastReported", default: none)
      if last == none { labels.neverReported } else [#labels.lastReported #t(last).]
    }))
  }
}

// A table for each chapter, whose head is repeated on every page. Rows under one reference stand
// together; each repeats it, because merged cells are lost on readers of tables aloud.
#let chapter-table(groups) = {
  let rows = groups.map(group => group.rows.enumerate().map(((index, row)) => (
    reference: group.at("reference", default: none), row: row, is-first: index == 0,
  ))).flatten()
  let first = rows.map(row => row.is-first)
  table(
    columns: (38%, 1fr),
    inset: (x, y) => (left: if x == 0 { hang } else { 10pt }, right: 10pt, y: if y == 0 { 6pt } else { 10pt }),
    fill: (x, y) => if y == 0 { tint },
    // The line under row y is strong where the next row begins another reference.
    stroke: (x, y) => (bottom: if y < first.len() and y > 0 and not first.at(y) { 0.5pt + rule } else { 0.9pt + muted }),
    table.header(..(labels.commitment, labels.update).map(words => text(weight: 600, words))),
    ..rows.map(each => (
      table.cell(breakable: not each.row.isKeptWhole, row-commitment(each.reference, each.row, each.is-first)),
      row-update(each.row),
    )).flatten(),
  )
}

#let summary-part(row) = {
  row-commitment(none, row, true)
  row-update(row)
}

// ------------------------------------------------------------ title block

#text(size: 10.5pt, weight: 600, fill: accent, t(data.publisher))
#title(t(data.title))
#text(size: 14pt, fill: muted)[#upper(data.asAt.first())#data.asAt.slice(1)]
#v(8pt)
#block(width: 100%, stroke: (y: 0.7pt + rule), inset: (y: 9pt), {
  set par(spacing: 0.6em, hanging-indent: 24mm)
  for fact in data.facts {
    par[#box(width: 24mm, label(fact.label + ": "))#t(fact.value)]
  }
})

#let correction = data.at("correction", default: none)
#if correction != none {
  block(fill: tint, stroke: (left: 3pt + accent), inset: 10pt, width: 100%)[
    #par[#text(weight: 600)[Correction.] #t(correction)]
  ]
}

// ------------------------------------------------------------ contents, introduction

#show outline.entry: it => {
  let is-chapter = it.level == 1
  let body = if is-chapter { text(weight: 600, it.body()) } else { it.body() }
  block(
    above: if is-chapter { 11pt } else { 5pt }, below: 0pt, width: 100%,
    inset: (left: if is-chapter { 0pt } else { hang }),
    link(it.element.location(), {
      text(fill: if is-chapter { accent } else { ink }, body)
      [ ]
      h(1fr)
      text(fill: muted, number-width: "tabular", it.page())
    }),
  )
}
#if data.chapters.len() > 0 { outline(title: [Contents], depth: 2) }

#let introduction = data.at("introduction", default: none)
#if introduction != none [
  = Introduction
  #blocks(introduction.content)
]

// ------------------------------------------------------------ chapters

#for chapter in data.chapters {
  heading(level: 1, t(chapter.title))
  if data.isSummary {
    for (index, row) in chapter.groups.map(group => group.rows).flatten().enumerate() {
      if index > 0 { v(20pt, weak: true) }
      summary-part(row)
    }
  } else { chapter-table(chapter.groups) }
}

#let acronyms = data.at("acronyms", default: none)
#if acronyms != none {
  heading(level: 1, labels.acronyms)
  table(
    columns: (auto, 1fr), inset: (x: 0pt, y: 5pt), column-gutter: 16pt,
    stroke: (x, y) => (bottom: 0.5pt + rule),
    table.header(..(labels.acronym, labels.expansion).map(words => text(weight: 600, words))),
    ..acronyms.map(each => (t(each.short), t(each.expansion))).flatten(),
  )
}

= How to check this edition
This edition is kept at #link(data.check.address, t(data.check.address)). What it says is fixed by one
number, its SHA-256 hash. The page at that address shows the same number, and any copy that shows
another is not this edition.

#block(breakable: false)[
  #label[Hash of this edition] \
  #text(number-width: "tabular", ligatures: false, data.check.hash)
]
`;
