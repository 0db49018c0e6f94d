import type { Child } from 'hono/jsx'
import { Money } from './money.tsx'

/** On phones, price and action stay reachable at the bottom; wider screens have them in the aside. */
export const MobileBar = ({ price, note, action }: { price: string; note?: string; action: Child }) => (
  <aside class="bar" aria-label="Price and action">
    <p class="leading-tight">
      <Money amount={price} size="large" />
      {note !== undefined && <span class="nums ml-2 text-sm text-muted">{note}</span>}
    </p>
    {action}
  </aside>
)
