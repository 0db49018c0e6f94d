import type { Event } from '../catalog/index.ts'
import { Problem } from '../platform/index.ts'

type Code = `registration.${string}`

export const problem = (
  kind: Problem['kind'],
  code: Code,
  message: string,
  details: Record<string, unknown> = {},
): Problem => new Problem(kind, code, message, details)

/** Why what was asked can't be, always in the same words. */
export const conflict = (code: Code, message: string) => (): Problem => problem('conflict', code, message)

/** Why something can't be at an event. @param words  says it with the event's title */
export const ofEvent =
  (code: Code, words: (title: string) => string) =>
  (event: Event): Problem =>
    problem('conflict', code, words(event.title), { event: event.slug })
