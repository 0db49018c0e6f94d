import type { Promotion } from '@lectern/core/pricing'
import type { edgesOf } from '../promotions/price-carts.ts'

export type MomentsProps = {
  promotion: Pick<Promotion, 'id' | 'title'>
  edges: ReturnType<typeof edgesOf>
  asked: string | undefined
}

/** The moments at which a promotion changes what people pay, each of them a press away. */
export const Moments = ({ promotion: { id, title }, edges, asked }: MomentsProps) =>
  edges.length === 0 ? null : (
    <nav aria-label={`When to try ${title}`}>
      <ul class="pills">
        {edges.map(({ name }) => (
          <li>
            <a
              class="chip"
              href={`/admin/simulator?promotion=${id}&moment=${encodeURIComponent(name)}`}
              aria-current={name === asked ? 'true' : undefined}
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
