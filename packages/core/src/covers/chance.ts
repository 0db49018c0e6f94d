/** A number between 0 and 2³² − 1 that follows from a text, spread evenly: FNV-1a, then mixed once more. */
export const hash = (text: string): number => {
  let mixed = 2166136261
  for (const letter of text) mixed = Math.imul(mixed ^ (letter.codePointAt(0) ?? 0), 16777619)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 2246822507)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 3266489909)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** Numbers from 0 up to 1 that look random and are the same for the same seed: Mulberry32. */
export const randomOf = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
