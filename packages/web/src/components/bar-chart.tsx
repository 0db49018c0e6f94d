export type Bar = { label: string; value: number }

type Props = {
  /** The text alternative, a whole sentence: "Registrations by day, rising to 41 on Feb 29." */
  description: string
  bars: readonly Bar[]
}

const width = 560
const height = 120
const foot = 18

/** Bars made on the server. The first, middle and last are labelled; the description tells the rest. */
export const BarChart = ({ description, bars }: Props) => {
  const most = Math.max(1, ...bars.map((bar) => bar.value))
  const step = width / Math.max(1, bars.length)
  const labelled = new Set([0, Math.floor(bars.length / 2), bars.length - 1])
  return (
    <svg viewBox={`0 0 ${width} ${height}`} class="w-full max-w-2xl" role="img" aria-label={description}>
      <g class="fill-primary">
        {bars.map((bar, index) => {
          const tall = Math.max(bar.value > 0 ? 2 : 0, Math.round((bar.value / most) * (height - foot - 4)))
          return (
            <rect
              x={(index * step + step * 0.15).toFixed(1)}
              y={height - foot - tall}
              width={(step * 0.7).toFixed(1)}
              height={tall}
              rx="2"
            />
          )
        })}
      </g>
      <g class="fill-muted" font-size="11">
        {bars.map((bar, index) =>
          labelled.has(index) ? (
            <text
              x={(index * step + step / 2).toFixed(1)}
              y={height - 4}
              text-anchor={index === 0 ? 'start' : index === bars.length - 1 ? 'end' : 'middle'}
            >
              {bar.label}
            </text>
          ) : null,
        )}
      </g>
    </svg>
  )
}
