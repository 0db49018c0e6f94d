import {
  entity,
  type Instant,
  optional,
  type PendingWrite,
  put,
  readBatch,
  required,
  type Table,
  update,
  wasWritten,
} from '../platform/index.ts'
import { type AttendanceMark, attendanceMeans, replaces } from './attendance.ts'

/**
 * What is kept of one person at one event, in a partition of its own, so that their page reads it in one query: a row
 * for each session, and one that names their certificate. There is no index by session: a roster is read beside it by
 * key, and so the thousands who join a webinar at once meet on no key.
 */
const rows = entity({
  name: 'attendance',
  attributes: {
    event: required.text,
    personId: required.text,
    row: required.text,
    // Of a session.
    present: optional.flag,
    how: { type: attendanceMeans },
    at: optional.text,
    by: optional.text,
    minutes: optional.number,
    // Of the certificate.
    certificate: optional.text,
    revokedAt: optional.text,
  },
  keys: {
    ofPerson: { pk: 'attendance#${event}#${personId}', sk: '${row}' },
  },
})

const sessionPrefix = 'session#'
const certificateRow = 'certificate'

/** Which certificate someone has, and whether it was revoked. */
export type CertificateOf = { certificate: string; revokedAt?: Instant | undefined }
export type AttendanceOf = { marks: AttendanceMark[]; certificate?: CertificateOf | undefined }

type Row = {
  event: string
  personId: string
  row: string
  present?: boolean | undefined
  how?: AttendanceMark['how'] | undefined
  at?: string | undefined
  by?: string | undefined
  minutes?: number | undefined
  certificate?: string | undefined
  revokedAt?: string | undefined
}

const markOf = ({ event, personId, row, present, how, at, by, minutes }: Row): AttendanceMark[] =>
  row.startsWith(sessionPrefix) && present !== undefined && how !== undefined && at !== undefined
    ? [{ event, personId, session: row.slice(sessionPrefix.length), present, how, at, by, minutes }]
    : []

const putMark = (table: Table, { session, ...mark }: AttendanceMark) =>
  rows(table)
    .put({ ...mark, row: `${sessionPrefix}${session}` })
    .where(({ how }, { notExists, eq }) =>
      [notExists(how), ...replaces[mark.how].map((earlier) => eq(how, earlier))].join(' OR '),
    )

/** Marks someone; refused as `attendance` where what is marked already outranks it. */
export const pendingMark = (table: Table, mark: AttendanceMark): PendingWrite => put('attendance', putMark(table, mark))

/** The same as a single write. @returns whether it was kept */
export const saveMark = (table: Table, mark: AttendanceMark): Promise<boolean> => wasWritten(putMark(table, mark).go())

/** Takes back a mark that a check-in made; one that was made otherwise since stays. */
export const removeScanMark = (
  table: Table,
  { event, personId, session }: Pick<AttendanceMark, 'event' | 'personId' | 'session'>,
): Promise<boolean> =>
  wasWritten(
    rows(table)
      .delete({ event, personId, row: `${sessionPrefix}${session}` })
      .where(({ how }, { eq }) => eq(how, 'scan'))
      .go(),
  )

/** Names someone's certificate; refused as `certificate-of` when they have one, or not the one it takes the place of. */
export const pendingCertificateOf = (
  table: Table,
  key: { event: string; personId: string },
  certificate: string,
  instead?: string,
): PendingWrite =>
  put('certificate-of', rows(table).put({ ...key, row: certificateRow, certificate }), { certificate: instead })

/** Notes next to the certificate's name that it was revoked, or is valid again. Refused when it's no longer theirs. */
export const pendingRevocationOf = (
  table: Table,
  { event, personId, certificate }: { event: string; personId: string; certificate: string },
  revokedAt: Instant | undefined,
): PendingWrite => {
  const patch = rows(table).patch({ event, personId, row: certificateRow })
  const changed = revokedAt === undefined ? patch.remove(['revokedAt']) : patch.set({ revokedAt })
  return update('certificate-of', changed, { certificate })
}

/** All that is kept of one person at one event. One query. */
export const findAttendance = async (table: Table, event: string, personId: string): Promise<AttendanceOf> => {
  const { data } = await rows(table).query.ofPerson({ event, personId }).go({ consistent: true, pages: 'all' })
  const named = data.find(({ row }) => row === certificateRow)
  return {
    marks: data.flatMap(markOf),
    ...(named?.certificate
      ? { certificate: { certificate: named.certificate, ...(named.revokedAt ? { revokedAt: named.revokedAt } : {}) } }
      : {}),
  }
}

/** How several people are marked at one session, in one read; people nobody marked are left out. */
export const findMarks = async (
  table: Table,
  event: string,
  session: string,
  personIds: readonly string[],
): Promise<Map<string, AttendanceMark>> => {
  const keys = personIds.map((personId) => ({ event, personId, row: `${sessionPrefix}${session}` }))
  const data = await readBatch(keys, (some) => rows(table).get(some).go({ consistent: true }))
  return new Map(data.flatMap(markOf).map((mark) => [mark.personId, mark]))
}

/** Forgets all that is kept of one person at one event. */
export const removeAttendance = async (table: Table, event: string, personId: string): Promise<void> => {
  const { data } = await rows(table).query.ofPerson({ event, personId }).go({ consistent: true, pages: 'all' })
  for (const { row } of data) await rows(table).delete({ event, personId, row }).go()
}
