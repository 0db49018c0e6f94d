/** From when until when, in seconds on one clock of the meeting. */
export type Span = readonly [from: number, until: number]

/** When someone was in a meeting: their visits, and minutes of which only the length is known. */
export type TimeIn = { spans: readonly Span[]; loose: number }

/** Visits in order, what overlaps made one: two devices at once are one person's time once. */
const united = (spans: readonly Span[]): Span[] => {
  const result: [number, number][] = []
  for (const [from, until] of [...spans].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = result.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], until)
    else result.push([from, until])
  }
  return result
}

export const addTimes = (...times: readonly TimeIn[]): TimeIn => ({
  spans: united(times.flatMap(({ spans }) => spans)),
  loose: times.reduce((sum, { loose }) => sum + loose, 0),
})

/** Minutes with two decimals: the union of the visits, and what is known by its length alone. */
export const minutesIn = ({ spans, loose }: TimeIn): number => {
  const seconds = united(spans).reduce((sum, [from, until]) => sum + until - from, 0)
  return Math.round((seconds / 60 + loose) * 100) / 100
}

/** As a form carries it from a preview to its save: `12.5/0-1200,1500-1800`. */
export const writeTime = ({ spans, loose }: TimeIn): string =>
  `${loose}/${spans.map(([from, until]) => `${from}-${until}`).join(',')}`

/** What `writeTime` wrote, or a plain number of minutes; else nothing. */
export const readTime = (text: string): TimeIn | undefined => {
  const [, loose, spans = ''] = /^(\d{1,6}(?:\.\d{1,20})?)(?:\/((?:\d{1,12}-\d{1,12}(?:,|$))*))?$/.exec(text) ?? []
  if (loose === undefined) return undefined
  const read = spans.split(',').filter((span) => span !== '')
  return {
    loose: Number(loose),
    spans: read.map((span) => span.split('-').map(Number) as [number, number]).filter(([from, until]) => until >= from),
  }
}
