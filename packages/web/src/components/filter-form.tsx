import type { PropsWithChildren } from 'hono/jsx'
import { buttonClass } from './button.tsx'
import { Island } from './island.tsx'

type Props = PropsWithChildren<{
  action: string
  label: string
  /** In a bar above a table, its labels read by screen readers alone. */
  bar?: boolean
  /** Where "Clear" leads; absent while nothing is filtered. */
  clear?: string
}>

/** Filters that live in the address. Choices apply at once where scripts run; the button is there for everyone. */
export const FilterForm = ({ action, label, bar = false, clear, children }: Props) => (
  <search>
    <form
      class={bar ? 'toolbar' : 'flex flex-wrap items-end gap-4 *:w-full sm:*:w-auto sm:*:min-w-48'}
      method="get"
      action={action}
      aria-label={label}
      data-filter
    >
      {children}
      <div class={bar ? 'actions' : 'flex gap-2 sm:min-w-0!'}>
        <button type="submit" class={buttonClass({})}>
          Apply
        </button>
        {clear !== undefined && (
          <a class={buttonClass({ look: 'ghost' })} href={clear}>
            Clear
          </a>
        )}
      </div>
    </form>
    <Island name="filter" />
  </search>
)
