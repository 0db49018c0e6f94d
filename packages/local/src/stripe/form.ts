/** What a form-encoded body means: nested objects and lists of strings, as Stripe reads `a[b][0]=c`. */
export type Form = { [name: string]: FormValue }
export type FormValue = string | FormValue[] | Form

type Branch = Map<string, string | Branch>

const indexPattern = /^\d+$/

/** Splits `line_items[0][price_data][currency]` into its steps; an empty step (`expand[]`) takes the next free index. */
const steps = (name: string): string[] => {
  const open = name.indexOf('[')
  if (open === -1) return [name]
  return [name.slice(0, open), ...[...name.slice(open).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '')]
}

const grown = (branch: Branch): FormValue => {
  const entries = [...branch].map(([name, value]): [string, FormValue] => [
    name,
    typeof value === 'string' ? value : grown(value),
  ])
  const isList = entries.length > 0 && entries.every(([name]) => indexPattern.test(name))
  return isList
    ? entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value)
    : Object.fromEntries(entries)
}

/** Reads a form-encoded body or query string. A branch whose names are all numbers is a list. */
export const readForm = (text: string): Form => {
  const root: Branch = new Map()
  for (const [name, value] of new URLSearchParams(text)) {
    const path = steps(name)
    let branch = root
    path.forEach((step, depth) => {
      const key = step === '' && depth > 0 ? String(branch.size) : step
      if (depth === path.length - 1) {
        branch.set(key, value)
        return
      }
      const known = branch.get(key)
      const next = known instanceof Map ? known : new Map()
      branch.set(key, next)
      branch = next
    })
  }
  const form = grown(root)
  return typeof form === 'object' && !Array.isArray(form) ? form : {}
}

/** Writes a path as Stripe names a parameter: `line_items[0][price_data][currency]`. */
export const parameterName = (path: readonly PropertyKey[]): string =>
  path.map((step, depth) => (depth === 0 ? String(step) : `[${String(step)}]`)).join('')
