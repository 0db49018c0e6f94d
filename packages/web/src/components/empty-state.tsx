import type { Child, PropsWithChildren } from 'hono/jsx'
import { Mark } from '../layout/mark.tsx'

/** Nothing here yet: what would be here, and what to do next. */
export const EmptyState = ({ title, action, children }: PropsWithChildren<{ title: string; action?: Child }>) => (
  <div class="grid justify-items-center gap-3 rounded-box border border-dashed border-control px-6 py-14 text-center">
    <span class="text-muted">
      <Mark class="size-8" />
    </span>
    <h2 class="text-xl font-semibold">{title}</h2>
    {children !== undefined && <div class="max-w-md text-muted">{children}</div>}
    {action !== undefined && <div class="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
  </div>
)
