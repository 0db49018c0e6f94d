import type { Child } from 'hono/jsx'
import { Money } from './money.tsx'

type Sum = { label: string; amount: string }
export type BreakdownLine = {
  label: string
  note?: string
  quantity?: number
  was?: string
  amount: string
  /** A small picture of it. */
  picture?: Child
}

type Props = {
  caption: string
  lines: readonly BreakdownLine[]
  subtotal?: Sum
  discounts?: readonly Sum[]
  /** After the total: "Refunded Apr 20", "−$399". */
  after?: readonly Sum[]
  total: Sum
  note?: string
}

const cell = 'py-2.5 align-top'

const SumRow = ({ sum: { label, amount }, look }: { sum: Sum; look: string }) => (
  <tr class={`border-b border-base-300 ${look}`}>
    <th scope="row" class={`${cell} pr-4 text-left font-normal wrap-anywhere`}>
      {label}
    </th>
    <td class={`${cell} text-right whitespace-nowrap`}>{amount}</td>
  </tr>
)

/** How a price comes about, line by line: the same on the cart, the order, the receipt and in the simulator. */
export const BreakdownTable = ({ caption, lines, subtotal, discounts = [], total, after = [], note }: Props) => (
  <div>
    <table class="nums w-full text-[0.95rem]">
      <caption class="sr-only">{caption}</caption>
      <thead class="sr-only">
        <tr>
          <th scope="col">Item</th>
          <th scope="col">Amount</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr class="border-b border-base-300">
            <th scope="row" class={`${cell} pr-4 text-left font-normal wrap-anywhere`}>
              <span class={line.picture === undefined ? undefined : 'flex gap-3'}>
                {line.picture}
                <span class="min-w-0">
                  {line.label}
                  {line.quantity !== undefined && line.quantity > 1 && (
                    <span class="text-muted"> × {line.quantity}</span>
                  )}
                  {line.note !== undefined && <span class="block text-sm text-muted">{line.note}</span>}
                </span>
              </span>
            </th>
            <td class={`${cell} text-right whitespace-nowrap`}>
              <Money amount={line.amount} was={line.was} />
            </td>
          </tr>
        ))}
        {subtotal && <SumRow sum={subtotal} look="text-muted" />}
        {discounts.map((discount) => (
          <SumRow sum={discount} look="text-success" />
        ))}
      </tbody>
      <tfoot>
        <tr class="text-lg font-semibold">
          <th scope="row" class="pt-3 text-left">
            {total.label}
          </th>
          <td class="pt-3 text-right font-serif text-xl">
            <Money amount={total.amount} />
          </td>
        </tr>
        {after.map((row) => (
          <tr class="text-muted">
            <th scope="row" class="pt-2 text-left font-normal">
              {row.label}
            </th>
            <td class="pt-2 text-right">{row.amount}</td>
          </tr>
        ))}
      </tfoot>
    </table>
    {note !== undefined && <p class="mt-3 text-sm text-muted">{note}</p>}
  </div>
)
