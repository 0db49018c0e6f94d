import { clockUnits } from '../components/time-left.ts'

// Counts down by the server's clock: data-now is its time when the page was made, and only elapsed time is added to it.
// A page that may come from a cache names an address in data-clock, which answers { now }: it is asked on arrival, and
// once more whenever the page is looked at, since a sleeping machine counts no time.
// <span data-countdown="2024-02-29T08:00:00Z" data-now="…" data-clock="/api/health" data-over="The sale is on.">
// With data-look="clock" it shows a number above each unit, as the page did.

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

const show = (element: HTMLElement, left: number): void => {
  if (element.dataset.look === 'clock' && left > 0) {
    const units = clockUnits(left).map(([count, unit]) => {
      const [span, small] = [document.createElement('span'), document.createElement('small')]
      small.textContent = unit
      span.append(count, small)
      return span
    })
    element.replaceChildren(...units)
    return
  }
  const words = left > 0 ? `${element.dataset.before ?? ''}${remaining(left)}` : (element.dataset.over ?? '')
  if (element.textContent !== words) element.textContent = words
}

const elements = [...document.querySelectorAll<HTMLElement>('[data-countdown]')]
const clock = elements.find((element) => element.dataset.clock)?.dataset.clock
/** What performance.now() was when the server's time was known; `now` is that time, where it was asked for. */
let known: { at: number; now?: number } = { at: performance.now() }
let timer: ReturnType<typeof setTimeout> | undefined

const tick = (): void => {
  clearTimeout(timer)
  let running = false
  // Read once, so that all that a page counts down to changes together.
  const passed = performance.now() - known.at
  for (const element of elements) {
    const now = (known.now ?? Date.parse(element.dataset.now ?? '')) + passed
    const left = Math.ceil((Date.parse(element.dataset.countdown ?? '') - now) / 1000)
    if (Number.isFinite(left)) show(element, left)
    running ||= left > 0
  }
  if (running) timer = setTimeout(tick, 1000 - (passed % 1000))
}

const ask = async (address: string): Promise<void> => {
  const asked = performance.now()
  const answer: unknown = await fetch(address, { cache: 'no-store' }).then((response) => response.json())
  const now = Date.parse(String((answer as { now?: unknown } | null)?.now))
  // Half of the way there and back has passed since the server looked.
  if (Number.isFinite(now)) known = { at: (asked + performance.now()) / 2, now }
  tick()
}

tick()
if (clock !== undefined) {
  const again = (): void => {
    // Without an answer, what the page says goes on counting.
    if (!document.hidden) ask(clock).catch(() => undefined)
  }
  again()
  document.addEventListener('visibilitychange', again)
}
