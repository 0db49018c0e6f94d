import { again, type Busy, commit, localOf, refuseTurned, retrying, type Table, type Zone } from '../platform/index.ts'
import type { Promotion } from './promotion.ts'
import { minus, netOf, type RedeemedCut, type RedeemedOrder, type RedemptionReport, reportOf } from './redemption.ts'
import {
  findRedemption,
  pendingDay,
  pendingNewRedemption,
  pendingRedemption,
  readRedemptionDays,
} from './redemption-store.ts'
import { findPromotions } from './store.ts'

const dayBusy: Busy = { attempts: 20, code: 'busy', message: 'Too many changes at once. Try again in a moment.' }

/** The code under which a redemption is counted. Each of many codes is used once, so a day is kept for all of them. */
const countedCode = (cut: Pick<RedeemedCut, 'code'>, promotion: Promotion | undefined): string | undefined =>
  promotion?.codes === 'many' ? promotion.codePrefix : cut.code

const record = async (
  table: Table,
  { orderId, at, ended }: Omit<RedeemedOrder, 'cuts'>,
  cut: RedeemedCut,
  promotion: Promotion | undefined,
  organizerZone: Zone,
): Promise<void> => {
  const code = countedCode(cut, promotion)
  return retrying(dayBusy, async () => {
    const known = await findRedemption(table, orderId, cut.promotionId)
    if (known && known.ended >= ended) return
    const fresh = {
      ...cut,
      orderId,
      at,
      title: promotion?.title ?? '',
      ...(promotion?.partner !== undefined && { partner: promotion.partner }),
      day: localOf(at, promotion?.window?.zone ?? organizerZone).slice(0, 10),
      ended,
    }
    const next = known ? { ...known, back: cut.back, ended } : fresh
    const more = known ? minus(netOf(next), netOf(known)) : netOf(next)
    const { committed } = await commit(table, [
      known ? pendingRedemption(table, next, known.ended) : pendingNewRedemption(table, next),
      pendingDay(table, next, code, more),
    ])
    return committed ? undefined : again
  })
}

/**
 * Records what an order redeemed, or what has been refunded of it since, and counts it on the day it was redeemed. The
 * same state twice, or an earlier one late, changes nothing. Orders write no item that all of a promotion's buyers
 * share.
 * @param organizerZone  in which the days of a promotion without a zone of its own are counted
 */
export const recordRedemptions = async (
  table: Table,
  { cuts, ...order }: RedeemedOrder,
  organizerZone: Zone,
): Promise<void> => {
  if (cuts.length === 0) return
  const promotions = await findPromotions(
    table,
    cuts.map(({ promotionId }) => promotionId),
  )
  for (const cut of cuts) await record(table, order, cut, promotions.get(cut.promotionId), organizerZone)
}

/**
 * What a promotion brought in on the days `[from, until)` of its zone: `2024-02-29` to `2024-03-01` is one day. Orders
 * count on the day on which they were confirmed; what was refunded later is subtracted from that day.
 * @throws Problem invalid `input.invalid` when the end comes before the beginning
 */
export const redemptionReport = async (
  table: Table,
  promotionId: string,
  from: string,
  until: string,
): Promise<RedemptionReport> => {
  refuseTurned({ from, until })
  return reportOf(await readRedemptionDays(table, promotionId, from, until))
}
