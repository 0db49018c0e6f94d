import type { Child } from 'hono/jsx'
import { Icon } from './icon.tsx'

/** Short points, each with a check mark. */
export const Ticks = ({ points }: { points: readonly Child[] }) => (
  <ul class="ticks">
    {points.map((point) => (
      <li>
        <Icon name="check" />
        <span>{point}</span>
      </li>
    ))}
  </ul>
)
