import { typedAt } from '../forms/typed.ts'

type Values = Readonly<Record<string, string | number | readonly string[] | undefined>>

/**
 * Values that travel with a form unseen; undefined ones are left out, lists repeat their name.
 * @param typed  names whose values are those that the page's form holds, where it holds any
 */
export const HiddenFields = ({ values = {}, typed = [] }: { values?: Values; typed?: readonly string[] }) => {
  const held = Object.fromEntries(typed.map((name) => [name, typedAt(name) || undefined]))
  return (
    <>
      {Object.entries({ ...values, ...held }).flatMap(([name, value]) =>
        (value === undefined ? [] : Array.isArray(value) ? value : [value]).map((one) => (
          <input type="hidden" name={name} value={String(one)} />
        )),
      )}
    </>
  )
}
