export type Stat = { label: string; value: string; note?: string; href?: string }

/** A few numbers at a glance, each with what it counts. */
export const StatList = ({ stats }: { stats: readonly Stat[] }) => (
  <dl class="hairline grid grid-cols-2 gap-px overflow-hidden rounded-box bg-base-300 md:auto-cols-fr md:grid-flow-col md:grid-cols-none">
    {stats.map((stat) => (
      <div class="relative flex flex-col bg-base-100 px-5 py-4">
        <dt class="text-sm text-muted">
          {stat.href === undefined ? (
            stat.label
          ) : (
            <a class="text-link after:absolute after:inset-0" href={stat.href}>
              {stat.label}
            </a>
          )}
        </dt>
        <dd class="nums mt-1 font-serif text-3xl font-semibold">{stat.value}</dd>
        {stat.note !== undefined && <dd class="nums mt-1 text-sm text-muted">{stat.note}</dd>}
      </div>
    ))}
  </dl>
)
