// Counts down by the server's clock: data-now is its time when the page was made, and only elapsed time is added to it.
// <span data-countdown="2024-02-29T08:00:00Z" data-now="…" data-over="The sale is on.">

const unit = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`

/** Two units at most: "3 days 4 hours", "12 minutes 5 seconds". */
const remaining = (seconds: number): string => {
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'day'],
    [Math.floor(seconds / 3_600) % 24, 'hour'],
    [Math.floor(seconds / 60) % 60, 'minute'],
    [seconds % 60, 'second'],
  ]
  const first = parts.findIndex(([count]) => count > 0)
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, word]) => unit(count, word))
    .join(' ')
}

const elements = [...document.querySelectorAll<HTMLElement>('[data-countdown]')]
const loaded = performance.now()

const tick = (): void => {
  let running = false
  for (const element of elements) {
    const now = Date.parse(element.dataset.now ?? '') + performance.now() - loaded
    const left = Math.ceil((Date.parse(element.dataset.countdown ?? '') - now) / 1000)
    const words = left > 0 ? `${element.dataset.before ?? ''}${remaining(left)}` : (element.dataset.over ?? '')
    if (Number.isFinite(left) && element.textContent !== words) element.textContent = words
    running ||= left > 0
  }
  if (running) setTimeout(tick, 1000 - ((performance.now() - loaded) % 1000))
}
tick()
