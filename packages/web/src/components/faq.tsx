import { Icon } from './icon.tsx'

/** Questions that open their answers; the first is open, so that one sees what they are. */
export const Faq = ({ items }: { items: readonly { question: string; answer: string }[] }) => (
  <div class="faq">
    {items.map(({ question, answer }, index) => (
      <details open={index === 0}>
        <summary>
          {question}
          <Icon name="plus" />
        </summary>
        <p class="whitespace-pre-line">{answer}</p>
      </details>
    ))}
  </div>
)
