// Writes `docs/covers.png`, all covers of the sample, and of every kind each figure: `npm run covers`.
import { fileURLToPath } from 'node:url'
import { coverOf, NewBundle, NewEvent, NewProduct } from '@lectern/core/catalog'
import { type CoverFormat, type CoverThing, cover, coverKinds, figuresOf, formats } from '@lectern/core/covers'
import { expandSchedule } from '@lectern/core/schedule'
import sharp from 'sharp'
import { events2024, instructors } from '../../packages/local/src/sample/offerings.ts'
import { bundles, titles } from '../../packages/local/src/sample/titles.ts'

const [page, gap] = [1600, 16]

type Row = { things: CoverThing[]; format: CoverFormat; columns: number }

const organizer = 'Small Biz Thoughts'

const events = events2024.map((sample) => {
  const { schedule, sessions, ...event } = NewEvent.parse(sample)
  const planned = expandSchedule(schedule ? { schedule } : { sessions: sessions ?? [] }, event.zone, () => 'session')
  const teachers = instructors.filter(({ slug }) => event.instructors.includes(slug))
  return coverOf({ ...event, slug: sample.slug ?? '', sessions: planned }, { instructors: teachers, organizer })
})
const books = titles.map((sample) => coverOf({ ...NewProduct.parse(sample), slug: sample.slug }))
const together = bundles.map((sample) => {
  const { priceCents, contents, ...bundle } = NewBundle.parse(sample)
  const format = { slug: 'bundle', name: 'Bundle', type: 'bundle', priceCents, contents } as const
  return coverOf({ ...bundle, kind: 'bundle', slug: sample.slug, formats: [format] })
})
const figures = coverKinds.flatMap((kind) =>
  figuresOf(kind).map((figure): CoverThing => ({ kind, figure, slug: `${kind}-${figure}`, title: '' })),
)

const rows: Row[] = [
  { things: events, format: 'og', columns: 4 },
  { things: [...books, ...together], format: 'book', columns: 10 },
  { things: figures, format: 'card', columns: 10 },
]

/** Covers of one format in lines, from a height on. */
const place = async ({ things, format, columns }: Row, top: number) => {
  const width = Math.floor((page - gap) / columns) - gap
  const height = Math.round((width * formats[format].height) / formats[format].width)
  const placed = await Promise.all(
    things.map(async (thing, at) => ({
      input: await sharp(Buffer.from(cover(thing, format)))
        .resize(width, height)
        .png()
        .toBuffer(),
      left: gap + (at % columns) * (width + gap),
      top: top + Math.floor(at / columns) * (height + gap),
    })),
  )
  return { placed, below: top + Math.ceil(things.length / columns) * (height + gap) + gap }
}

const all: Awaited<ReturnType<typeof place>>['placed'] = []
let top = gap
for (const row of rows) {
  const { placed, below } = await place(row, top)
  all.push(...placed)
  top = below
}
const file = fileURLToPath(new URL('../../docs/covers.png', import.meta.url))
const { size } = await sharp({ create: { width: page, height: top, channels: 3, background: '#fdfcf8' } })
  .composite(all)
  .png({ palette: true, effort: 7 })
  .toFile(file)
process.stdout.write(`docs/covers.png  ${Math.round(size / 1024)} KB\n`)
