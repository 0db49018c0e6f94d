import { withParameters } from './address.ts'
import { buttonClass } from './button.tsx'

type Props = {
  /** The page's path and query; all but the cursor is kept. */
  address: string
  /** The cursor of the next page; absent on the last. */
  next?: string
  /** "Showing 50 orders". */
  words?: string
}

/** Forward by cursor, and back to the start. Nothing is shown where everything fits. */
export const Pagination = ({ address, next, words }: Props) => {
  const started = !new URLSearchParams(address.split('?')[1]).has('cursor')
  if (started && next === undefined && words === undefined) return null
  return (
    <nav class="pages flex flex-wrap items-center justify-between gap-3 py-4" aria-label="Pages">
      <p class="nums text-sm text-muted">{words}</p>
      <div class="flex gap-2">
        {!started && (
          <a class={buttonClass({ look: 'ghost', size: 'small' })} href={withParameters(address, {})}>
            First page
          </a>
        )}
        {next !== undefined && (
          <a class={buttonClass({ size: 'small' })} rel="next" href={withParameters(address, { cursor: next })}>
            Next page
          </a>
        )}
      </div>
    </nav>
  )
}
