import { type FieldError, localOf } from '@lectern/core/platform'
import { NewPromotion, type Promotion, type PromotionChanges } from '@lectern/core/pricing'
import { readDollars, writeDollars } from '../../../forms/dollars.ts'
import { readAs, readCount } from '../../../forms/errors.ts'
import { optional, type Typed, typedOf } from '../../../forms/typed.ts'
import { organizerZone } from '../../../layout/moments.ts'

/** `29` or `12.5` percent, in basis points. */
const readPercent = (text: string): number | undefined => {
  const [, whole, fraction = ''] = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text) ?? []
  return whole === undefined ? undefined : Number(`${whole}${fraction.padEnd(2, '0')}`)
}

/** An amount that may be left out. */
const readAmount = (text: string, path: string, errors: FieldError[]): number | undefined => {
  if (text === '') return undefined
  const cents = readDollars(text)
  if (cents === undefined) errors.push({ path, message: 'Enter an amount like 19.99' })
  return cents
}

const readBenefit = (typed: Typed, errors: FieldError[]): unknown => {
  const type = typed.text('benefit')
  if (type === 'free') return { type }
  if (type === 'amount' || type === 'price') {
    const cents = readDollars(typed.text(type))
    if (cents === undefined) {
      errors.push({ path: type, message: 'Enter an amount like 50 or 19.99' })
      return { type: 'free' }
    }
    return type === 'amount' ? { type, amountCents: cents } : { type, priceCents: cents }
  }
  const percentBasisPoints = readPercent(typed.text('percent'))
  if (percentBasisPoints === undefined) {
    errors.push({ path: 'percent', message: 'Enter a percentage like 29 or 12.5' })
    return { type: 'free' }
  }
  return { type: 'percent', percentBasisPoints }
}

/** The lists that a scope is made of, as the form and the schema name them. */
export const scopeLists = ['kinds', 'events', 'products', 'tags', 'authors'] as const

const readScope = (typed: Typed): unknown =>
  typed.text('scope') === 'named'
    ? Object.fromEntries(scopeLists.flatMap((name) => (typed.all(name).length > 0 ? [[name, typed.all(name)]] : [])))
    : { everything: true }

const readAudience = (typed: Typed, errors: FieldError[]): unknown => {
  const type = typed.text('audience') || 'everyone'
  if (type === 'domains') return { type, domains: typed.list('domains') }
  if (type === 'emails') return { type, emails: typed.list('emails') }
  if (type !== 'plan') return { type }
  if (typed.text('plan') === '') errors.push({ path: 'plan', message: 'Choose a plan' })
  return { type, plan: typed.text('plan') || 'none' }
}

/** How it is asked for. Of a saved one that is settled; only the code itself may change. */
const readTrigger = (typed: Typed, saved: Promotion | undefined): unknown => {
  const how = saved ? howOf(saved) : typed.text('how')
  if (how === 'automatic') return { trigger: 'automatic' }
  if (how === 'many') return { trigger: 'code', codes: 'many', codePrefix: optional(typed.text('codePrefix')) }
  const code = optional(typed.text('code'))
  return { trigger: 'code', ...(saved?.codes && { codes: saved.codes }), ...(code !== undefined && { code }) }
}

const howOf = ({ trigger, codes }: Pick<NewPromotion, 'trigger' | 'codes'>): string =>
  trigger === 'automatic' ? 'automatic' : codes === 'many' ? 'many' : 'code'

const some = <T extends object>(terms: T): T | undefined =>
  Object.values(terms).some((value) => value !== undefined) ? terms : undefined

/**
 * The promotion that a form means.
 * @param saved  the one that is changed, if it is there already
 * @throws Problem invalid, by the paths of `NewPromotion`
 */
export const readPromotion = (typed: Typed, saved?: Promotion): NewPromotion => {
  const errors: FieldError[] = []
  const [from, until, revealsAt] = [typed.text('from'), typed.text('until'), typed.text('revealsAt')].map(optional)
  const count = (name: string, path: string) => readCount(typed.text(name), path, errors)
  const input = {
    title: typed.text('title'),
    partner: optional(typed.text('partner')),
    ...(readTrigger(typed, saved) as object),
    benefit: readBenefit(typed, errors),
    scope: readScope(typed),
    audience: readAudience(typed, errors),
    window: [from, until, revealsAt].some(Boolean) ? { zone: typed.text('zone'), from, until } : undefined,
    revealsAt,
    limits: some({
      total: count('total', 'limits.total'),
      perPerson: count('perPerson', 'limits.perPerson'),
      perOrder: count('perOrder', 'limits.perOrder'),
    }),
    budgetCents: readAmount(typed.text('budget'), 'budgetCents', errors),
    minimum: some({
      spendCents: readAmount(typed.text('minSpend'), 'minimum.spendCents', errors),
      quantity: count('minQuantity', 'minimum.quantity'),
    }),
    renewals: typed.text('renewals') === 'yes' || undefined,
    combinable: typed.text('combinable') === 'yes',
  }
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
  return readAs(NewPromotion, given, errors)
}

/** The changes that make a saved promotion what a form means: an optional term that is empty is taken away. */
export const changesTo = ({ trigger: _, codes: __, ...terms }: NewPromotion): PromotionChanges => ({
  ...terms,
  renewals: terms.renewals ?? false,
  window: terms.window ?? null,
  revealsAt: terms.revealsAt ?? null,
  limits: terms.limits ?? null,
  budgetCents: terms.budgetCents ?? null,
  minimum: terms.minimum ?? null,
  partner: terms.partner ?? null,
})

const fields: Readonly<Record<string, string>> = {
  'window.zone': 'zone',
  'window.from': 'from',
  'window.until': 'until',
  window: 'from',
  'limits.total': 'total',
  'limits.perPerson': 'perPerson',
  'limits.perOrder': 'perOrder',
  'benefit.percentBasisPoints': 'percent',
  'benefit.amountCents': 'amount',
  'benefit.priceCents': 'price',
  budgetCents: 'budget',
  minimum: 'minSpend',
  'minimum.spendCents': 'minSpend',
  'minimum.quantity': 'minQuantity',
  trigger: 'how',
  codes: 'how',
}

/** The form's field for a path of the schema. */
export const promotionField = (path: string): string =>
  fields[path] ?? path.replace(/^(?:scope|audience)\.(\w+).*$/, '$1')

const dollars = (cents: number | undefined): string => (cents === undefined ? '' : writeDollars(cents))

/** A promotion as its form shows it. */
export const valuesOf = (promotion: Promotion): Typed => {
  const { benefit, scope, audience, window, revealsAt, limits, minimum } = promotion
  const zone = window?.zone ?? organizerZone()
  return typedOf({
    title: promotion.title,
    partner: promotion.partner,
    how: howOf(promotion),
    code: promotion.code,
    codePrefix: promotion.codePrefix,
    benefit: benefit.type,
    percent: benefit.type === 'percent' ? String(benefit.percentBasisPoints / 100) : '',
    amount: benefit.type === 'amount' ? writeDollars(benefit.amountCents) : '',
    price: benefit.type === 'price' ? writeDollars(benefit.priceCents) : '',
    scope: 'everything' in scope ? 'everything' : 'named',
    ...('everything' in scope ? {} : scope),
    audience: audience.type,
    plan: audience.type === 'plan' ? audience.plan : '',
    domains: audience.type === 'domains' ? audience.domains.join('\n') : '',
    emails: audience.type === 'emails' ? audience.emails.join('\n') : '',
    zone,
    from: window?.from,
    until: window?.until,
    revealsAt: revealsAt?.endsWith('Z') ? localOf(revealsAt, zone) : revealsAt,
    total: limits?.total,
    perPerson: limits?.perPerson,
    perOrder: limits?.perOrder,
    budget: dollars(promotion.budgetCents),
    minSpend: dollars(minimum?.spendCents),
    minQuantity: minimum?.quantity,
    renewals: promotion.renewals ? 'yes' : '',
    combinable: promotion.combinable ? 'yes' : '',
    version: promotion.version,
  })
}
