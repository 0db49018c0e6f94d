import type { Child } from 'hono/jsx'
import { describeSchema, type Schema } from './docs-schema.ts'

/** A block of code. */
export const Code = ({ children }: { children: Child }) => (
  <pre
    class="mt-2 max-w-full overflow-x-auto rounded-box border border-base-300 bg-base-200 p-4 text-sm leading-relaxed"
    // What scrolls sideways must be reachable by keyboard.
    tabindex={0}
  >
    <code>{children}</code>
  </pre>
)

/** A schema: the name of a shape described further down, or the shape itself. */
export const Shape = ({ schema }: { schema: Schema }) => {
  const name = schema.$ref?.split('/').at(-1)
  if (name === undefined) return <Code>{describeSchema(schema)}</Code>
  return (
    <a class="text-link" href={`#shape-${name}`}>
      {name}
    </a>
  )
}

export const Example = ({ example }: { example: unknown }) =>
  example === undefined ? null : (
    <details class="mt-3 text-sm">
      <summary class="cursor-pointer text-link">Show an example</summary>
      <Code>{JSON.stringify(example, null, 2)}</Code>
    </details>
  )

/** A text of the document, with words in backticks as code. */
export const Words = ({ text }: { text: string }) => (
  <>{text.split('`').map((part, index) => (index % 2 === 1 ? <code class="text-sm">{part}</code> : part))}</>
)

export const Label = ({ children }: { children: Child }) => <h4 class="mt-5 font-medium">{children}</h4>
