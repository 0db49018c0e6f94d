/** @jsxImportSource react */
import { MailSheet } from '../mail-frame.tsx'
import type { MailFrame, MailTemplate } from '../mail-template.ts'
import { Action, Facts, hello, MoneyRow, MoneyTable, Paragraph, Subheading } from '../parts.tsx'
import { subjectLine } from '../subject-line.ts'

/** Amounts are ready-made words ("$566.58") and count for the whole line, whatever its quantity. */
export type ReceiptLine = { title: string; quantity: number; list: string; discount?: string; total: string }

export type Receipt = MailFrame & {
  name: string
  orderNumber: string
  /** Day and time of the order, with the zone. */
  placedOn: string
  lines: ReceiptLine[]
  /** Where the discounts of the lines come from; they are already taken off in the lines' totals. */
  discounts: { title: string; amount: string }[]
  /** Sales tax, when there is any; it is part of the total. */
  tax?: string
  total: string
  /** "Visa ending in 4242"; absent when nothing was due. */
  paidWith?: string
  orderUrl: string
}

/** What was bought, what it cost, and which discounts it got. */
export const receipt: MailTemplate<Receipt> = {
  transactional: true,
  subject: (props) => subjectLine(`Receipt for your order ${props.orderNumber}: ${props.total}`),
  body: (props) => (
    <MailSheet
      frame={props}
      subject={receipt.subject(props)}
      preview={`${props.total} on ${props.placedOn}. Order ${props.orderNumber}.`}
      label="Receipt"
      heading="Thank you for your order"
      because="You get this because an order was placed with this address."
      about="your order"
    >
      <Paragraph>{hello(props.name)}</Paragraph>
      <Paragraph>Here is your receipt. Please keep it for your records.</Paragraph>
      <Facts
        facts={[
          { label: 'Order', words: props.orderNumber },
          { label: 'Placed on', words: props.placedOn },
          { label: 'Paid with', words: props.paidWith },
        ]}
      />
      <MoneyTable head="Item">
        {props.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines of an order may be the same, and they never move
          <MoneyRow key={index} title={line.title} details={details(line)} amount={line.total} />
        ))}
        {props.tax && <MoneyRow title="Sales tax" amount={props.tax} />}
        <MoneyRow title="Total" amount={props.total} strong />
      </MoneyTable>
      {props.discounts.length > 0 && (
        <>
          <Subheading>Discounts</Subheading>
          <Paragraph>These are already taken off the amounts above.</Paragraph>
          <MoneyTable head="Discount">
            {props.discounts.map((discount) => (
              <MoneyRow key={discount.title} title={discount.title} amount={discount.amount} />
            ))}
          </MoneyTable>
        </>
      )}
      <Action href={props.orderUrl}>See your order</Action>
    </MailSheet>
  ),
}

function details({ quantity, list, discount }: ReceiptLine): string[] {
  const count = quantity === 1 ? [] : [`Quantity ${quantity}`]
  const price = discount ? [`List price ${list}, discount ${discount}`] : []
  return [...count, ...price]
}
