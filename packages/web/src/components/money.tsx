const sizes = {
  text: '',
  large: 'font-serif text-2xl font-semibold',
  display: 'font-serif text-4xl font-semibold',
} as const

/** An amount that is already words ("$399", "Free"), with tabular figures; `was` is the price before. */
export const Money = (props: { amount: string; was?: string; size?: keyof typeof sizes }) => (
  <span class={`nums whitespace-nowrap ${sizes[props.size ?? 'text']}`}>
    {props.was !== undefined && (
      <>
        <span class="sr-only">was </span>
        <s class="mr-2 font-sans text-base font-normal text-muted">{props.was}</s>
        <span class="sr-only">now </span>
      </>
    )}
    {props.amount}
  </span>
)
