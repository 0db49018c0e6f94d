const day = 86_400

/** What is left in its two largest units, for a clock: [["2", "days"], ["4", "hr"]], [["18", "min"], ["42", "sec"]]. */
export const clockUnits = (seconds: number): [count: string, unit: string][] => {
  const parts: [number, string][] = [
    [Math.floor(seconds / day), seconds >= 2 * day ? 'days' : 'day'],
    [Math.floor(seconds / 3600) % 24, 'hr'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 'sec'],
  ]
  const first = Math.min(
    2,
    parts.findIndex(([count]) => count > 0),
  )
  return parts.slice(Math.max(0, first), Math.max(0, first) + 2).map(([count, unit]) => [String(count), unit])
}
