import { type Event, seenBy } from '../catalog/index.ts'
import type { Instant, Table } from '../platform/index.ts'
import type { Registration } from '../registration/index.ts'
import { type Progress, progressOf } from './attendance.ts'
import { type CertificateOf, findAttendance } from './attendance-store.ts'
import { type CertificateRule, type Earned, earned } from './certificate.ts'
import { findCertificateRule } from './certificate-store.ts'

/** A person's progress in a class: what they attended, what a certificate takes, and which ones they have. */
export type ClassProgress = Progress & {
  /** Nothing where no certificates are given. */
  standing?: Earned | undefined
  certificate?: CertificateOf | undefined
}

/** `event`: as its person has it. */
const progressWith = (
  event: Event,
  rule: CertificateRule | undefined,
  { marks, certificate }: Awaited<ReturnType<typeof findAttendance>>,
  now: Instant,
): ClassProgress => ({
  ...progressOf(event, marks),
  ...(rule ? { standing: earned(rule, event, marks, now) } : {}),
  ...(certificate ? { certificate } : {}),
})

/**
 * One person's. Two reads.
 * @param event  as they have it
 */
export const findProgress = async (
  table: Table,
  event: Event,
  personId: string,
  now: Instant,
): Promise<ClassProgress> => {
  const [rule, attendance] = await Promise.all([
    findCertificateRule(table, event.slug),
    findAttendance(table, event.slug, personId),
  ])
  return progressWith(event, rule, attendance, now)
}

/** Queries that run in parallel. */
const readAtOnce = 25

/** Everyone's on one page of a roster: one read for the rule, and a query for each person. */
export const listProgress = async (
  table: Table,
  event: Event,
  page: readonly Pick<Registration, 'personId' | 'sku' | 'email'>[],
  now: Instant,
): Promise<{ rule: CertificateRule | undefined; progress: Map<string, ClassProgress> }> => {
  const rule = await findCertificateRule(table, event.slug)
  const progress = new Map<string, ClassProgress>()
  for (let at = 0; at < page.length; at += readAtOnce) {
    const some = page.slice(at, at + readAtOnce)
    const found = await Promise.all(some.map(({ personId }) => findAttendance(table, event.slug, personId)))
    for (const [index, attendance] of found.entries()) {
      const one = some[index]
      if (one) progress.set(one.personId, progressWith(seenBy(event, one), rule, attendance, now))
    }
  }
  return { rule, progress }
}
