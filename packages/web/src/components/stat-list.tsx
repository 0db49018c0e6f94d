export type Stat = { label: string; value: string; note?: string; href?: string }

/** A few numbers at a glance, each with what it counts. */
export const StatList = ({ stats }: { stats: readonly Stat[] }) => (
  <dl class="stats">
    {stats.map((stat) => (
      <div class="stat">
        <dt class="muted">
          {stat.href === undefined ? (
            stat.label
          ) : (
            <a class="text-link" href={stat.href}>
              {stat.label}
            </a>
          )}
        </dt>
        <dd class="stat-value">{stat.value}</dd>
        {stat.note !== undefined && <dd class="muted">{stat.note}</dd>}
      </div>
    ))}
  </dl>
)
