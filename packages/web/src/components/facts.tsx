import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

type Fact = { icon: IconName; name: string; words: Child }

/** What decides, each with its sign: when, where. The name is for who doesn't see the sign. */
export const Facts = ({ facts }: { facts: readonly Fact[] }) => (
  <ul class="facts nums">
    {facts.map(({ icon, name, words }) => (
      <li>
        <Icon name={icon} label={name} />
        <span>{words}</span>
      </li>
    ))}
  </ul>
)
