import type { AuditAction } from './audit.ts'

/**
 * An address whose use is recorded. Whoever serves it lists it once; the mechanism in front of all addresses records,
 * so that no use case has to remember to.
 */
export type AuditRoute = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** `/admin/events/{slug}/publish` */
  path: string
  action: AuditAction
  /** What it is about: `event:{slug}`, `{id}`, a list's name; `{made}` is what was made, `{self}` whoever asks. */
  subject: string
  /** Recorded for whoever may do it, instead of for admins alone. */
  everybody?: true
}

const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/{(\w+)}/g, '(?<$1>[^/]+)')}$`)

const patterns = new Map<string, RegExp>()

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The first of the routes that a request is for, with the parts of its address. A longer path never matches a shorter. */
export const findAuditRoute = (
  routes: readonly AuditRoute[],
  method: string,
  path: string,
): { route: AuditRoute; parts: Record<string, string> } | undefined => {
  for (const route of routes) {
    if (route.method !== method) continue
    const pattern = patterns.get(route.path) ?? patternOf(route.path)
    patterns.set(route.path, pattern)
    const groups = pattern.exec(path)?.groups
    if (groups || pattern.test(path)) {
      const parts = Object.entries(groups ?? {}).map(([name, text]) => [name, decoded(text)])
      return { route, parts: Object.fromEntries(parts) }
    }
  }
  return undefined
}

/** The subject of an entry: its template with the parts filled in, at most 200 characters; no address reaches it. */
export const auditSubject = (template: string, parts: Readonly<Record<string, string | undefined>>): string =>
  template
    .replaceAll(/{(\w+)}/g, (_, name: string) => {
      const part = parts[name] ?? 'unknown'
      return part.includes('@') ? 'unknown' : part
    })
    .slice(0, 200)
