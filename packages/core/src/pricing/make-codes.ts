import { announce, commit, deriveToken, type Instant, newId, newToken, Problem, type Table } from '../platform/index.ts'
import { pendingChange } from './change-store.ts'
import { readPrefix } from './code.ts'
import {
  type CodeBatch,
  findSeededBatch,
  pendingBatch,
  pendingProgress,
  type SeededBatch,
  shownBatch,
} from './code-batch-store.ts'
import { findCodes, pendingSingleCode } from './code-store.ts'
import { getPromotion } from './store.ts'
import { codesOrdered } from './topics.ts'

/** The most codes of one batch, and those that one step makes. */
export const batchLimit = 10_000
const stepSize = 500
const codesInCommit = 100

/** Without what is taken for something else: no 0, 1, I, L, O, U. Thirty letters, of which twelve are 58 bits. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeLetters = 12

/**
 * The code at a place of a batch: drawn from the batch's own secret, so that a step that is done again makes the same
 * codes and never more than were ordered. `draw` rises when another code has that one already.
 */
const codeAt = ({ prefix, seed }: Pick<SeededBatch, 'prefix' | 'seed'>, place: number, draw: number): string => {
  let letters = ''
  for (let round = 0; letters.length < codeLetters; round += 1) {
    for (const byte of Buffer.from(deriveToken(seed, `${place}:${draw}:${round}`), 'base64url')) {
      // Bytes from 240 on are passed over, so that each letter is as likely as the others.
      if (byte < 240 && letters.length < codeLetters) letters += alphabet[byte % alphabet.length]
    }
  }
  return `${prefix}-${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`
}

/**
 * Orders so many single-use codes for a promotion. The consumer of `codes.make` makes them in steps, and the batch
 * shows the progress.
 * @param by  the person who does it
 * @throws Problem not-found; invalid `pricing.bad-batch`
 */
export const orderCodes = async (
  table: Table,
  promotionId: string,
  wanted: number,
  now: Instant,
  by?: string,
): Promise<CodeBatch> => {
  const promotion = await getPromotion(table, promotionId)
  const prefix = readPrefix(promotion.codePrefix ?? '')
  const refuse = (message: string) =>
    new Problem('invalid', 'pricing.bad-batch', message, {
      errors: [{ path: 'wanted', message }],
    })
  if (promotion.codes !== 'many' || prefix === undefined) throw refuse('This promotion has one code for everyone.')
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > batchLimit) throw refuse('Enter a number from 1 to 10,000.')
  const batch: SeededBatch = {
    id: newId('codeBatch'),
    promotionId,
    prefix,
    seed: newToken(),
    wanted,
    made: 0,
    createdAt: now,
    ...(by === undefined ? {} : { by }),
  }
  const fields = [{ field: 'codes', after: wanted }]
  await commit(table, [
    pendingBatch(table, batch),
    pendingChange(table, { promotionId, act: 'codes-ordered', fields, at: now, by }),
    announce(table, codesOrdered, { batch: batch.id }, now),
  ])
  return shownBatch(batch)
}

/** Makes the codes of some places. What was made before stays as it is, used or not. */
const makeCodes = async (table: Table, batch: SeededBatch, places: readonly number[]): Promise<void> => {
  let left = places.map((place) => ({ place, draw: 0 }))
  while (left.length > 0) {
    const drawn = left.map((at) => ({ ...at, code: codeAt(batch, at.place, at.draw) }))
    const known = new Map(
      (
        await findCodes(
          table,
          drawn.map(({ code }) => code),
        )
      ).map((row) => [row.code, row]),
    )
    const missing = drawn.filter(({ code }) => !known.has(code))
    const taken = drawn.filter(({ code }) => known.has(code) && known.get(code)?.batchId !== batch.id)
    for (let at = 0; at < missing.length; at += codesInCommit) {
      const some = missing.slice(at, at + codesInCommit)
      // Refused as a whole when another step of this batch was quicker with one of them: the next round finds out.
      await commit(
        table,
        some.map(({ code }) => pendingSingleCode(table, code, batch.promotionId, batch.id)),
      )
    }
    left = [...taken.map(({ place, draw }) => ({ place, draw: draw + 1 })), ...(await stillMissing(table, missing))]
  }
}

const stillMissing = async <T extends { code: string }>(table: Table, written: readonly T[]): Promise<T[]> => {
  const rows = await findCodes(
    table,
    written.map(({ code }) => code),
  )
  const there = new Set(rows.map(({ code }) => code))
  return written.filter(({ code }) => !there.has(code))
}

/**
 * Makes the next 500 codes of a batch at most and writes down how far it has come. May be repeated at any point, and
 * by several at once: codes are never made twice, nor more than were ordered.
 * @returns the batch as it is now; it's done when `made` equals `wanted`. Nothing when there is no such batch.
 */
export const stepCodeBatch = async (table: Table, batchId: string): Promise<CodeBatch | undefined> => {
  const batch = await findSeededBatch(table, batchId)
  if (!batch || batch.made >= batch.wanted) return batch && shownBatch(batch)
  const made = Math.min(batch.wanted, batch.made + stepSize)
  await makeCodes(
    table,
    batch,
    Array.from({ length: made - batch.made }, (_, at) => batch.made + at),
  )
  // Refused when another step was quicker; it made the same codes.
  await commit(table, [pendingProgress(table, batch, made)])
  return shownBatch((await findSeededBatch(table, batchId)) ?? batch)
}
