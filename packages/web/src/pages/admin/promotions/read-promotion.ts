import { EventKind } from '@lectern/core/catalog'
import type { FieldError } from '@lectern/core/platform'
import { NewPromotion } from '@lectern/core/pricing'
import { parseTyped, readCount } from '../form-errors.ts'
import type { Typed } from '../typed.ts'

const optional = (text: string): string | undefined => (text === '' ? undefined : text)

/** `29` or `12.5` percent, in basis points. */
const readPercent = (text: string): number | undefined => {
  const [, whole, fraction = ''] = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text) ?? []
  return whole === undefined ? undefined : Number(`${whole}${fraction.padEnd(2, '0')}`)
}

const readBenefit = (typed: Typed, errors: FieldError[]): unknown => {
  if (typed.text('benefit') === 'free') return { type: 'free' }
  const percentBasisPoints = readPercent(typed.text('percent'))
  if (percentBasisPoints === undefined) {
    errors.push({ path: 'percent', message: 'Write a percentage like 29 or 12.5' })
    return { type: 'free' }
  }
  return { type: 'percent', percentBasisPoints }
}

const readScope = (typed: Typed, errors: FieldError[]): unknown => {
  const scope = typed.text('scope')
  if (scope === 'kinds') {
    const kinds = typed.all('kinds').filter((kind) => EventKind.safeParse(kind).success)
    if (kinds.length === 0) errors.push({ path: 'kinds', message: 'Choose at least one kind' })
    return { kinds }
  }
  if (scope === 'events') {
    const events = typed.list('events')
    if (events.length === 0)
      errors.push({ path: 'events', message: 'Name at least one event by its address, like 5w22' })
    return { events }
  }
  return { everything: true }
}

/** The promotion that a form means, or what is wrong with it, by the paths of `NewPromotion`. */
export const readPromotion = (
  typed: Typed,
): { ok: true; value: NewPromotion } | { ok: false; errors: FieldError[] } => {
  const errors: FieldError[] = []
  const from = optional(typed.text('from'))
  const until = optional(typed.text('until'))
  const revealsAt = optional(typed.text('revealsAt'))
  const limits = {
    total: readCount(typed.text('total'), 'limits.total', errors),
    perPerson: readCount(typed.text('perPerson'), 'limits.perPerson', errors),
  }
  const dated = [from, until, revealsAt].some((moment) => moment !== undefined)
  const parsed = parseTyped(NewPromotion, {
    trigger: 'code',
    title: typed.text('title'),
    code: optional(typed.text('code')),
    benefit: readBenefit(typed, errors),
    scope: readScope(typed, errors),
    ...(dated ? { window: { zone: typed.text('zone'), from, until } } : {}),
    ...(revealsAt === undefined ? {} : { revealsAt }),
    ...(limits.total === undefined && limits.perPerson === undefined ? {} : { limits }),
    combinable: typed.text('combinable') === 'yes',
  })
  if (parsed.ok && errors.length === 0) return parsed
  return { ok: false, errors: [...errors, ...(parsed.ok ? [] : parsed.errors)] }
}

const fields: Readonly<Record<string, string>> = {
  'window.zone': 'zone',
  'window.from': 'from',
  'window.until': 'until',
  window: 'from',
  'limits.total': 'total',
  'limits.perPerson': 'perPerson',
  'benefit.percentBasisPoints': 'percent',
}

/** The form's field for a path of the schema. */
export const promotionField = (path: string): string => fields[path] ?? path.replace(/^scope\.(\w+).*$/, '$1')
