import type { Cents, Instant } from '../platform/index.ts'

/** Of the lines that a promotion touched: what they cost without it, what it took off, what they cost in the end. */
export type RedeemedCents = { listCents: Cents; discountCents: Cents; totalCents: Cents }

/** What one promotion did for one order: in all, and the part that has ended since and was refunded. */
export type RedeemedCut = { promotionId: string; code?: string | undefined; took: RedeemedCents; back: RedeemedCents }

/** An order as far as its promotions are concerned. `ended` counts its ended lines, so that a later state is told from an earlier. */
export type RedeemedOrder = { orderId: string; at: Instant; ended: number; cuts: RedeemedCut[] }

/** One use of a promotion by an order that came about. `day` is that of the promotion's zone. */
export type Redemption = RedeemedCut & {
  orderId: string
  title: string
  partner?: string | undefined
  at: Instant
  day: string
}

/** A day's redemptions of a promotion with one code and partner, or a sum of such; what was refunded is subtracted. */
export type RedemptionTally = RedeemedCents & {
  orders: number
  /** Orders all of whose discounted lines ended. They no longer count among `orders`. */
  givenBack: number
}

export type RedemptionDay = RedemptionTally & { day: string; code?: string | undefined; partner?: string | undefined }

/** What a promotion brought in: `listCents` is the revenue there would have been at list price, `totalCents` what there was. */
export type RedemptionReport = {
  total: RedemptionTally
  byDay: (RedemptionTally & { day: string })[]
  /** Of many codes together, under what they begin with; without a code the automatic ones. */
  byCode: (RedemptionTally & { code?: string })[]
  byPartner: (RedemptionTally & { partner?: string })[]
}

/** What is still worth something of a cut. */
export const netOf = ({ took, back }: Pick<RedeemedCut, 'took' | 'back'>): RedemptionTally => {
  const over = took.listCents > 0 && took.listCents === back.listCents
  return {
    orders: over ? 0 : 1,
    givenBack: over ? 1 : 0,
    listCents: took.listCents - back.listCents,
    discountCents: took.discountCents - back.discountCents,
    totalCents: took.totalCents - back.totalCents,
  }
}

const names = ['orders', 'givenBack', 'listCents', 'discountCents', 'totalCents'] as const

const none: RedemptionTally = { orders: 0, givenBack: 0, listCents: 0, discountCents: 0, totalCents: 0 }

const plus = (a: RedemptionTally, b: RedemptionTally, sign: 1 | -1 = 1): RedemptionTally => {
  const sum = { ...none }
  for (const name of names) sum[name] = a[name] + sign * b[name]
  return sum
}

export const minus = (a: RedemptionTally, b: RedemptionTally): RedemptionTally => plus(a, b, -1)

/** Sums by a key, in the order of the keys. */
const sumsBy = (days: readonly RedemptionDay[], keyOf: (day: RedemptionDay) => string | undefined) => {
  const sums = new Map<string | undefined, RedemptionTally>()
  for (const day of days) sums.set(keyOf(day), plus(sums.get(keyOf(day)) ?? none, day))
  return [...sums].sort(([a = ''], [b = '']) => (a < b ? -1 : 1))
}

export const reportOf = (days: readonly RedemptionDay[]): RedemptionReport => ({
  total: days.reduce<RedemptionTally>((sum, day) => plus(sum, day), none),
  byDay: sumsBy(days, ({ day }) => day).map(([day = '', sums]) => ({ day, ...sums })),
  byCode: sumsBy(days, ({ code }) => code).map(([code, sums]) => ({ ...(code !== undefined && { code }), ...sums })),
  byPartner: sumsBy(days, ({ partner }) => partner).map(([partner, sums]) => ({
    ...(partner !== undefined && { partner }),
    ...sums,
  })),
})
