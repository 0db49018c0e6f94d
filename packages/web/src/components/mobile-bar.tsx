import type { Child } from 'hono/jsx'
import { Money } from './money.tsx'

/** On phones, price and action stay reachable at the bottom; wider screens have them in the aside. */
export const MobileBar = ({ price, note, action }: { price: string; note?: string; action: Child }) => (
  <aside
    aria-label="Price and action"
    class="print:hidden sticky bottom-0 z-20 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-base-300 bg-base-100 px-5 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] md:hidden"
  >
    <p class="leading-tight">
      <Money amount={price} size="large" />
      {note !== undefined && <span class="nums ml-2 text-sm text-muted">{note}</span>}
    </p>
    {action}
  </aside>
)
