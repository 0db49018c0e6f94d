import * as z from 'zod'
import { type Event, getEvent, RunAgain, runEventAgain, sessionsOf } from '../catalog/index.ts'
import {
  type Carrying,
  carriedId,
  carryMaterials,
  listMaterials,
  type Materials,
  placesIn,
} from '../materials/index.ts'
import { commit, derivedId, LocalDateTime, readWith, type Table, Temporal } from '../platform/index.ts'
import { type Session, scheduledSessions } from '../schedule/index.ts'
import { type Assignment, isSet } from './assignment.ts'
import { listAssignments, pendingNewAssignment } from './assignment-store.ts'
import { findCertificateRule, saveCertificateRule } from './certificate-store.ts'

/** A new run of an event, and what of the earlier one it begins with, beside prices and rules. */
export const RunClassAgain = RunAgain.extend({
  materials: z
    .array(z.enum(['recording', 'handout']))
    .max(2)
    .default([]),
  assignments: z.boolean().default(false),
})
export type RunClassAgain = z.infer<typeof RunClassAgain>

type Asked = Pick<RunClassAgain, 'materials' | 'assignments'>

const dayOf = ({ startsAt }: Session): Temporal.PlainDate => Temporal.PlainDateTime.from(startsAt).toPlainDate()

/** As many days later as its session is; the time of day stays, whatever the clocks do in between. */
const shifted = (
  local: LocalDateTime,
  { before, after }: { before: Session; after: Session },
  field: string,
): LocalDateTime =>
  readWith(
    LocalDateTime,
    Temporal.PlainDateTime.from(local)
      .add({ days: dayOf(before).until(dayOf(after)).days })
      .toString({ smallestUnit: 'minute' }),
    field,
  )

const carryAssignments = async (
  table: Table,
  source: Event,
  target: Event,
  { by, now }: Pick<Carrying, 'by' | 'now'>,
): Promise<void> => {
  const [assignments, handedOut, carried] = await Promise.all([
    listAssignments(table, source.slug),
    listMaterials(table, source.slug),
    listMaterials(table, target.slug),
  ])
  const there = new Set(carried.map(({ id }) => id))
  const ids = new Map(handedOut.map((material) => [material.id, carriedId(material, target)]))
  const places = placesIn(source, target)
  const [begins] = scheduledSessions(sessionsOf(source, { admin: true }))
  for (const was of assignments.filter(isSet)) {
    const place = places.get(was.session ?? '') ?? (begins && places.get(begins.id))
    if (!place) continue
    const { publishedAt: _, session: __, lateUntil, ...kept } = was
    const next: Assignment = {
      ...kept,
      id: derivedId('assignment', was.createdAt, `${target.slug}#${target.createdAt}#${was.id}`),
      event: target.slug,
      ...(was.session === undefined ? {} : { session: place.after.id }),
      due: shifted(was.due, place, 'due'),
      ...(lateUntil === undefined ? {} : { lateUntil: shifted(lateUntil, place, 'lateUntil') }),
      materials: was.materials.flatMap((id) => ids.get(id) ?? []).filter((id) => there.has(id)),
      ...{ createdAt: now, by, revision: 1 },
    }
    // Refused, it went over before.
    await commit(table, [pendingNewAssignment(table, next)])
  }
}

/**
 * Carries over what an earlier run of an event had: the rule for its certificates, and, where it is asked for, recordings and
 * handouts (see `carryMaterials`) and assignments, as drafts, due as long after their sessions as before. May be repeated:
 * what went over stays as it is.
 * @returns how many recordings and handouts went over by this call
 * @throws Problem not-found
 */
export const carryClass = async (
  materials: Materials,
  way: { from: string; to: string },
  { materials: kinds, assignments }: Asked,
  { by, now }: Pick<Carrying, 'by' | 'now'>,
): Promise<number> => {
  const { table } = materials
  const carried = kinds.length > 0 ? await carryMaterials(materials, way, { kinds, by, now }) : 0
  const [source, target, rule, known] = await Promise.all([
    getEvent(table, way.from),
    getEvent(table, way.to),
    findCertificateRule(table, way.from),
    findCertificateRule(table, way.to),
  ])
  if (assignments) await carryAssignments(table, source, target, { by, now })
  if (rule && !known) await saveCertificateRule(table, way.to, rule)
  return carried
}

/**
 * Runs an event again from a new date on, see `runEventAgain`, with what it had. If it's cut off in between, the draft
 * is there, and `carryClass` carries over the rest.
 * @throws Problem as `runEventAgain` does
 */
export const runClassAgain = async (
  materials: Materials,
  slug: string,
  { materials: kinds, assignments, ...request }: RunClassAgain,
  asked: Pick<Carrying, 'by' | 'now'>,
): Promise<Event> => {
  const made = await runEventAgain(materials.table, slug, request, asked.now)
  await carryClass(materials, { from: slug, to: made.slug }, { materials: kinds, assignments }, asked)
  return made
}
