import { type Actor, requirePerson, takeAttempt } from '../identity/index.ts'
import type { Instant } from '../platform/index.ts'
import { cutText } from '../platform/index.ts'
import { type Passage, passagesOf } from './captions.ts'
import { readCues } from './captions-read.ts'
import { type Captions, listCaptions } from './captions-store.ts'
import type { FileStore } from './file-store.ts'
import { listMaterialsFor, type OpenEvent } from './open-material.ts'
import type { SessionMaterial } from './session-material.ts'
import type { Materials } from './upload-file.ts'

/** A material that was found by its title, or by what is said at a place in it. */
export type ClassHit = { material: SessionMaterial; seconds?: number | undefined; text?: string | undefined }

export type ClassSearch = OpenEvent & {
  hits: ClassHit[]
  /** Whether captions were left out, since there are more than are searched at once. */
  partly: boolean
}

export const mostSearchCharacters = 200
const mostHits = 50

/** Of the captions of one class so much is searched, the newest first: some forty hours of talk. */
const mostSearchedBytes = 6 * 1024 * 1024

/** How often someone may search, since each search reads what was said in a whole class. */
const searches = { limit: 120, windowSeconds: 600 } as const

/** What was read lately, by key: what lies under one never changes. */
const lately = new Map<string, { passages: Passage[]; bytes: number }>()

const passagesUnder = async (files: FileStore, { key, bytes }: Captions): Promise<Passage[]> => {
  const known = lately.get(key)
  if (known) return known.passages
  const text = await files.read(key)
  const passages = text === undefined ? [] : passagesOf(await readCues(text))
  lately.set(key, { passages, bytes })
  let kept = [...lately.values()].reduce((sum, one) => sum + one.bytes, 0)
  for (const [oldest, one] of lately) {
    if (kept <= mostSearchedBytes) break
    lately.delete(oldest)
    kept -= one.bytes
  }
  return passages
}

/** The newest captions that together are not too much. */
const within = (captions: readonly Captions[]): Captions[] => {
  let bytes = 0
  return [...captions]
    .sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1))
    .filter((one) => {
      bytes += one.bytes
      return bytes <= mostSearchedBytes
    })
}

type Found = { id: number; text: string }

/** Those of the texts that hold every word, or one that begins so or is spelt nearly so; the best first. */
const matching = async (texts: readonly string[], query: string): Promise<{ id: number; terms: string[] }[]> => {
  const { default: MiniSearch } = await import('minisearch')
  const index = new MiniSearch<Found>({ fields: ['text'] })
  index.addAll(texts.map((text, id) => ({ id, text })))
  const options = { combineWith: 'AND', prefix: (term: string) => term.length > 2 } as const
  const exact = index.search(query, options)
  const found = exact.length > 0 ? exact : index.search(query, { ...options, fuzzy: 0.2 })
  return found.slice(0, mostHits).map(({ id, terms }) => ({ id: Number(id), terms }))
}

/** The second at which most of the words are said, the first of those. */
const placeOf = ({ parts, seconds }: Passage, terms: readonly string[]): number => {
  let best = { seconds, held: 0 }
  for (const part of parts) {
    const text = part.text.toLowerCase()
    const held = terms.filter((term) => text.includes(term)).length
    if (held > best.held) best = { seconds: part.seconds, held }
  }
  return best.seconds
}

/**
 * Searches what someone may open of an event: titles, and what is said in recordings with captions. Six reads or seven, and one
 * of the store for each recording with captions that was not searched lately.
 * @throws Problem unauthenticated; not-found; too-many; unavailable `materials.unavailable`
 */
export const searchClass = async (
  { table, files }: Materials,
  slug: string,
  query: string,
  actor: Actor,
  { now, realNow }: { now: Instant; realNow: Instant },
): Promise<ClassSearch> => {
  const asked = cutText(query.trim(), mostSearchCharacters)
  const { event, by, materials } = await listMaterialsFor(table, slug, actor, now)
  if (asked === '') return { event, by, hits: [], partly: false }
  await takeAttempt(table, { key: `class-search:${requirePerson(actor).id}`, ...searches }, realNow)
  const open = new Map(materials.map((material) => [material.id, material]))
  const captions = (await listCaptions(table, slug)).filter(({ material }) => open.has(material))
  const searched = within(captions)
  const spoken = await Promise.all(
    searched.map(async (one) => ({ of: open.get(one.material), passages: await passagesUnder(files, one) })),
  )
  const entries: { material: SessionMaterial; passage?: Passage }[] = [
    ...materials.map((material) => ({ material })),
    ...spoken.flatMap(({ of, passages }) => (of ? passages.map((passage) => ({ material: of, passage })) : [])),
  ]
  const found = await matching(
    entries.map(({ material, passage }) => passage?.text ?? material.title),
    asked,
  )
  const hits = found.flatMap(({ id, terms }): ClassHit[] => {
    const entry = entries[id]
    if (!entry) return []
    const { material, passage } = entry
    return [passage ? { material, seconds: placeOf(passage, terms), text: passage.text } : { material }]
  })
  return { event, by, hits, partly: searched.length < captions.length }
}
