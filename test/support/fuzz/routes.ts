/** Something that an app answers to, as it was registered. */
export type Route = { method: string; path: string; names: string[]; pattern: RegExp }

const named = /:(\w+)(\{(?:[^{}]|\{[^{}]*\})*\})?\??/g

const patternOf = (path: string): RegExp => {
  const parts = path.split(named)
  // Between two literals stand a name and what it matches.
  const source = parts.map((part, at) => {
    if (at % 3 === 1) return `(?<${part}>${parts[at + 1]?.slice(1, -1) ?? '[^/]+'})`
    return at % 3 === 2 ? '' : part.replaceAll('.', '\\.').replaceAll('*', '.*')
  })
  return new RegExp(`^${source.join('')}$`)
}

/** Every route of some apps, once; what only passes requests on is none. */
export const routesOf = (apps: readonly { routes: readonly Pick<Route, 'method' | 'path'>[] }[]): Route[] => {
  const routes = new Map<string, Route>()
  for (const { method, path } of apps.flatMap((app) => app.routes)) {
    if (method === 'ALL') continue
    const names = [...path.matchAll(named)].map(([, name = '']) => name)
    routes.set(`${method} ${path}`, { method, path, names, pattern: patternOf(path) })
  }
  return [...routes.values()]
}

/** The route that an address leads to: of several, the one with the fewest names. */
export const routeOf = (routes: readonly Route[], method: string, path: string): Route | undefined =>
  routes
    .filter((route) => route.method === method && route.pattern.test(path))
    .toSorted((a, b) => a.names.length - b.names.length)[0]

/**
 * A route's address, with what is there for each of its names but one.
 * @param there  what stands in addresses, by its name there or the part before it
 * @param wrong  the name that gets another value, as it is sent
 */
export const addressOf = (
  { path }: Pick<Route, 'path'>,
  there: Readonly<Record<string, string>>,
  wrong?: { name: string; part: string },
): string =>
  path.replaceAll(named, (_, name: string, pattern: string | undefined, at: number) => {
    const ending = pattern?.match(/\\?(\.\w+)\}$/)?.[1] ?? ''
    if (name === wrong?.name) return `${wrong.part}${ending}`
    const before = path.slice(0, at).split('/').at(-2) ?? ''
    return `${there[name] ?? there[before] ?? 'none'}${ending}`
  })
