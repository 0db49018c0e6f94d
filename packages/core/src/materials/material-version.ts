import type { SessionMaterial } from './session-material.ts'

/** What has the same title among the recordings, or the handouts, of one session is the same thing. */
const sameThing = ({ session, kind, title }: SessionMaterial): string =>
  [session, kind, title.trim().toLowerCase().replace(/\s+/g, ' ')].join('#')

const byArrival = (a: SessionMaterial, b: SessionMaterial): number =>
  `${a.addedAt}${a.id}` < `${b.addedAt}${b.id}` ? -1 : 1

/** Each thing with its versions, the oldest first. What is awaited is no version yet. */
const versions = (materials: readonly SessionMaterial[]): SessionMaterial[][] => [
  ...Map.groupBy(materials.filter(({ state }) => state === 'there').sort(byArrival), sameThing).values(),
]

/** Which version each is, by its id: 1 for the first. */
export const versionNumbers = (materials: readonly SessionMaterial[]): Map<string, number> =>
  new Map(versions(materials).flatMap((all) => all.map(({ id }, index) => [id, index + 1] as const)))

/** The newest version of everything, in the order in which these came. */
export const newestVersions = (materials: readonly SessionMaterial[]): SessionMaterial[] =>
  versions(materials)
    .flatMap((all) => all.slice(-1))
    .sort(byArrival)
