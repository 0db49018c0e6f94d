/**
 * The same address with some of its parameters changed and the others kept; an empty value takes one away. The cursor always goes:
 * it belongs to the list as it was.
 */
export const withParameters = (address: string, changes: Readonly<Record<string, string | undefined>>): string => {
  const [path = '', query = ''] = address.split('?')
  const parameters = new URLSearchParams(query)
  parameters.delete('cursor')
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') parameters.delete(name)
    else parameters.set(name, value)
  }
  const text = parameters.toString()
  return text === '' ? path : `${path}?${text}`
}
