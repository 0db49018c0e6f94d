import type { Instant } from '../platform/index.ts'

/** That a pass was shown at a gate and let in, or that this was undone. `at` is when, by a clock set right. */
export type Scan = { id: string; gate: string; period: string; day: string; did: 'enter' | 'undo'; at: Instant }

/** Scans in the order that they count in: by their time, those of one second by id, in whichever order they came to us. */
const inOrder = (scans: readonly Scan[]): Scan[] =>
  scans.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0))

/**
 * What each scan of one registration, gate, and period comes to: the first one lets in and the later ones come again, until
 * it's undone. The same whatever order they're given in, so that two doors without a network agree once they're back.
 * @returns by id; of an undo, whether there was anything to undo
 */
export const settleScans = (scans: readonly Scan[]): { outcomes: Map<string, Outcome>; standing: Scan | undefined } => {
  const outcomes = new Map<string, Outcome>()
  let standing: Scan | undefined
  for (const scan of inOrder(scans)) {
    if (scan.did === 'undo') {
      outcomes.set(scan.id, { came: standing ? 'undone' : 'nothing' })
      standing = undefined
    } else if (standing) {
      outcomes.set(scan.id, { came: 'again', first: standing })
    } else {
      outcomes.set(scan.id, { came: 'in' })
      standing = scan
    }
  }
  return { outcomes, standing }
}

export type Outcome = { came: 'in' | 'undone' | 'nothing' } | { came: 'again'; first: Scan }
