const sizes = {
  text: '',
  card: 'price',
  large: 'price price-large',
  display: 'price price-large',
} as const

/** An amount that is already words ("$399", "Free"), with tabular figures; `was` is the price before. */
export const Money = (props: { amount: string; was?: string; size?: keyof typeof sizes }) => (
  <span class={`nums whitespace-nowrap ${sizes[props.size ?? 'text']}`}>
    {props.was !== undefined && (
      <>
        <span class="sr-only">was </span>
        <s class="mr-1.5 text-sm text-muted">{props.was}</s>
        <span class="sr-only">now </span>
      </>
    )}
    {props.amount}
  </span>
)
