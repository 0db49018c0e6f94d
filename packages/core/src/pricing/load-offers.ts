import type { Table } from '../platform/index.ts'
import type { Promotion } from './promotion.ts'
import { findPromotionsByCodes, listAutomaticPromotions } from './store.ts'
import { usesByPerson, usesTaken } from './uses-store.ts'

/** What `quote` needs to know of promotions: which there are, and how often they were used, in all and by the buyer. */
export type Offers = {
  promotions: Promotion[]
  usesTaken: Record<string, number>
  usesByPerson: Record<string, number>
}

/** Loads what a quote of these codes needs. Without a person nothing is counted as theirs. */
export const loadOffers = async (table: Table, codes: readonly string[], personId?: string): Promise<Offers> => {
  const [named, automatic] = await Promise.all([findPromotionsByCodes(table, codes), listAutomaticPromotions(table)])
  const promotions = [...named, ...automatic]
  const capped = promotions.filter((promotion) => promotion.limits?.total !== undefined)
  const personal = promotions.filter((promotion) => promotion.limits?.perPerson !== undefined)
  const [taken, own] = await Promise.all([
    usesTaken(
      table,
      capped.map(({ id }) => id),
    ),
    personId === undefined
      ? {}
      : usesByPerson(
          table,
          personId,
          personal.map(({ id }) => id),
        ),
  ])
  return { promotions, usesTaken: taken, usesByPerson: own }
}
