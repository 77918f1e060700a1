/**
 * The paper that the files to keep are set on (case file, certificate): page, headings, facts. Constants,
 * because the build copies no assets. What people wrote comes in `sys.inputs.data` and is only ever printed
 * as text; `data` has the title, the author, the date inside the file and the palette.
 */
export const PAPER = String.raw`
#let data = json(bytes(sys.inputs.data))
#let ink = rgb(data.palette.ink)
#let muted = rgb(data.palette.muted)
#let accent = rgb(data.palette.accent)
#let tint = rgb(data.palette.tint)
#let rule = rgb(data.palette.rule)

// A hash stays whole. Long words and addresses get places to break that are no characters, so that
// what is copied is what was printed.
#let t(words) = {
  show regex("\S{32,}"): long => long.text.clusters().chunks(6).map(part => box(part.join())).join()
  show regex("[0-9a-f]{64}"): box
  words
}

#set document(
  title: data.title, author: data.author,
  date: datetime(year: data.date.year, month: data.date.month, day: data.date.day),
)
#set text(
  font: "Source Sans 3", fallback: false, size: 10.5pt, fill: ink,
  lang: "en", region: "GB", hyphenate: false,
)
#set par(leading: 0.64em, spacing: 0.9em, justify: false)
#set page(
  paper: "a4",
  margin: (top: 24mm, bottom: 26mm, left: 24mm, right: 24mm),
  footer: context {
    set text(size: 8.5pt, fill: muted, number-width: "tabular")
    line(length: 100%, stroke: 0.5pt + rule)
    v(-4pt)
    grid(
      columns: (1fr, auto), column-gutter: 8mm,
      [#t(data.title)],
      [Page #counter(page).display() of #counter(page).final().first()],
    )
  },
)
#show title: set text(size: 22pt, weight: 600)
#show heading.where(level: 1): it => block(
  above: 24pt, below: 10pt, sticky: true, width: 100%, inset: (top: 8pt), stroke: (top: 1.2pt + accent),
  text(size: 15pt, weight: 600, fill: accent, it.body),
)
#show heading.where(level: 2): it => block(
  above: 14pt, below: 6pt, sticky: true, text(size: 11.5pt, weight: 600, it.body),
)
#let label(words) = text(fill: muted, words + ": ")
#let facts(list) = for fact in list { par[#label(fact.label)#t(fact.value)] }
`;
