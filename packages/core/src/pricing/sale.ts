import * as z from 'zod'
import { type FieldError, Instant, instantOf, line, localOf, multiLine, Problem } from '../platform/index.ts'
import { normalizeCode } from './code.ts'
import type { Promotion } from './promotion.ts'
import { promotionRevealsAt, promotionState, promotionWindow } from './promotion-state.ts'

const texts = {
  title: line(200),
  /** A sentence or two, for lists and calendars. */
  summary: multiLine(400),
  /** Paragraphs, separated by empty lines. */
  body: multiLine(10_000),
}
const slug = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use lowercase letters, digits, and single hyphens, like leap-day')
const SaleStatus = z.enum(['draft', 'published'])

/** A sale as it is sent to be made. Without a slug one is made of the title. */
export const NewSale = z.strictObject({
  slug: slug.optional(),
  ...texts,
  summary: texts.summary.default(''),
  body: texts.body.default(''),
  promotionId: z.string().min(1).max(40),
  status: SaleStatus.default('draft'),
})
export type NewSale = z.infer<typeof NewSale>

/** What may be changed later: everything but the address. */
export const SaleChanges = z
  .strictObject({ ...texts, promotionId: z.string().min(1).max(40), status: SaleStatus })
  .partial()
export type SaleChanges = z.infer<typeof SaleChanges>

/** The public page of a promotion that runs for a while. Its window and the hour of its code are the promotion's. */
export const Sale = z.strictObject({
  slug,
  ...texts,
  promotionId: z.string(),
  status: SaleStatus,
  revision: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
})
export type Sale = z.infer<typeof Sale>

/** When a sale takes place: `[startsAt, endsAt)`, in the zone in which it is announced. */
export type SaleTimes = {
  zone: string
  startsAt: Instant
  endsAt: Instant
  /** From midnight to midnight in the zone. */
  allDay: boolean
  /** When the promotion becomes known, its code with it. Absent, it is known from the beginning. */
  revealsAt?: Instant
}

const isMidnight = (instant: Instant, zone: string): boolean => {
  const local = localOf(instant, zone)
  return local.endsWith('T00:00') && instantOf(local, zone) === instant
}

/**
 * A sale begins when its promotion both runs and is known. Undefined for a promotion without both ends. One that was
 * ended before it began ends before it starts.
 */
export const saleTimes = (promotion: Pick<Promotion, 'window' | 'revealsAt' | 'endedAt'>): SaleTimes | undefined => {
  const { from, until } = promotionWindow(promotion)
  if (promotion.window === undefined || from === undefined || until === undefined) return undefined
  const { zone } = promotion.window
  const revealsAt = promotionRevealsAt(promotion)
  const startsAt = revealsAt !== undefined && revealsAt > from ? revealsAt : from
  const allDay = isMidnight(startsAt, zone) && isMidnight(until, zone)
  return { zone, startsAt, endsAt: until, allDay, ...(revealsAt === undefined ? {} : { revealsAt }) }
}

export const SaleState = z.enum(['draft', 'announced', 'running', 'paused', 'used-up', 'over'])
export type SaleState = z.infer<typeof SaleState>

/**
 * Derived, never stored.
 * @param uses  how many uses of the promotion are taken
 * @param givenCents  how much of its budget is given
 */
export const saleState = (sale: Sale, promotion: Promotion, uses: number, now: Instant, givenCents = 0): SaleState => {
  const times = saleTimes(promotion)
  if (sale.status === 'draft' || times === undefined) return 'draft'
  if (now >= times.endsAt) return 'over'
  if (now < times.startsAt) return 'announced'
  const state = promotionState(promotion, uses, now, givenCents)
  return state === 'paused' || state === 'used-up' ? state : 'running'
}

/** What everyone may know of a sale at a moment, and nothing else: pages, calendars and the API are given only this. */
export type ShownSale = Pick<Sale, 'slug' | 'title' | 'summary' | 'body'> &
  SaleTimes & {
    state: Exclude<SaleState, 'draft'>
    trigger: Promotion['trigger']
    /** From its reveal until the sale is over. */
    code?: string
    /** The next moment at which any of this changes by itself. */
    nextChangeAt?: Instant
    /** Rises with every change of the sale or of its promotion. */
    sequence: number
  }

/** A sale as everyone may see it; undefined for a draft, and when its promotion has lost its window. */
export const showSale = (
  sale: Sale,
  promotion: Promotion,
  uses: number,
  now: Instant,
  givenCents = 0,
): ShownSale | undefined => {
  const times = saleTimes(promotion)
  const state = saleState(sale, promotion, uses, now, givenCents)
  if (times === undefined || state === 'draft') return undefined
  const known = times.revealsAt === undefined || now >= times.revealsAt
  const code = known && (state === 'announced' || state === 'running') ? promotion.code : undefined
  const nextChangeAt = [times.revealsAt, times.startsAt, times.endsAt]
    .filter((edge): edge is Instant => edge !== undefined && edge > now)
    .sort()[0]
  // The promotion may have been given another code since the texts were checked.
  const text = (written: string) => (known ? written : withoutCode(written, promotion.code))
  return {
    slug: sale.slug,
    title: text(sale.title),
    summary: text(sale.summary),
    body: text(sale.body),
    ...times,
    state,
    trigger: promotion.trigger,
    sequence: sale.revision + promotion.version,
    ...(code === undefined ? {} : { code }),
    ...(nextChangeAt === undefined ? {} : { nextChangeAt }),
  }
}

/** A code wherever it appears as a word, in any case, with any dash. */
const codePattern = (code: string | undefined): RegExp | undefined => {
  const normal = normalizeCode(code ?? '')
  if (normal === '') return undefined
  const escaped = normal.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll('-', '[-\u2010-\u2015\u2212]')
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'giu')
}

/** A text in which a code is not told. Compatibility forms of letters are folded, so that none of them tells it either. */
export const withoutCode = (text: string, code: string | undefined): string => {
  const pattern = codePattern(code)
  return pattern?.test(text.normalize('NFKC')) ? text.normalize('NFKC').replace(pattern, '…') : text
}

/** What can be wrong with a sale, found when it is saved. */
export type SaleFault =
  | 'pricing.sale-without-window'
  | 'pricing.sale-without-code'
  | 'pricing.sale-tells-code'
  | 'pricing.sale-address'

type Fault = FieldError & { code: SaleFault }

const promotionFaults = (promotion: Promotion): Fault[] => {
  const faults: Fault[] = []
  const fault = (code: SaleFault, message: string) => faults.push({ code, path: 'promotionId', message })
  if (saleTimes(promotion) === undefined) {
    fault('pricing.sale-without-window', 'A sale needs a start and an end. Set both on its promotion first.')
  }
  if (promotion.trigger === 'code' && (promotion.codes === 'many' || normalizeCode(promotion.code ?? '') === '')) {
    fault('pricing.sale-without-code', 'A sale needs one code for everyone. This promotion has many single-use codes.')
  }
  return faults
}

/** Whether a promotion can have a sale's page: it begins and ends, and applies by itself or by one code. */
export const mayHaveSale = (promotion: Promotion): boolean => promotionFaults(promotion).length === 0

/**
 * Refuses a sale that contradicts itself or its promotion, each with a sentence.
 * @throws Problem invalid, its code a `SaleFault`: that of the first fault; all of them are in `details.errors`
 */
export const checkSale = (sale: Sale, promotion: Promotion): void => {
  const faults = promotionFaults(promotion)
  if (sale.slug === 'new')
    faults.push({ code: 'pricing.sale-address', path: 'slug', message: 'Choose another address.' })
  const hidden = promotionRevealsAt(promotion) !== undefined
  for (const path of hidden ? (['title', 'summary', 'body', 'slug'] as const) : []) {
    if (withoutCode(sale[path], promotion.code) === sale[path]) continue
    const message = 'This gives away the code early. Leave it out. The page shows it automatically when it’s time.'
    faults.push({ code: 'pricing.sale-tells-code', path, message })
  }
  const [first] = faults
  if (!first) return
  const errors: FieldError[] = faults.map(({ path, message }) => ({ path, message }))
  throw new Problem('invalid', first.code, first.message, { errors })
}
