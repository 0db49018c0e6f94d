import type { AuditAction } from './audit.ts'

/** What is recorded of a route's use. It is declared with the route, and what serves routes records, so that no use case has to. */
export type Recorded = {
  action: AuditAction
  /** What it is about: `event:{slug}`, `{id}`, a list's name; `{made}` is what was made, `{self}` the caller. */
  subject: string
  /** Recorded for everyone who may do it, not only for admins. */
  everyone?: true
}

/** What a route declares: what is recorded, or why nothing is. */
export type AuditDeclaration = Recorded | { none: string }

/** Why some routes record nothing. */
export const notRecorded = {
  impersonal: { none: 'shows nobody’s data and changes nothing' },
  own: { none: 'one’s own, which nobody else entrusted to us' },
  step: { none: 'a step of an act whose beginning and end are recorded' },
} as const satisfies Record<string, AuditDeclaration>

/** The subject of an entry: its template with the parts filled in, at most 200 characters; no address reaches it. */
export const auditSubject = (template: string, parts: Readonly<Record<string, string | undefined>>): string =>
  template
    .replaceAll(/{(\w+)}/g, (_, name: string) => {
      const part = parts[name] ?? 'unknown'
      return part.includes('@') ? 'unknown' : part
    })
    .slice(0, 200)
