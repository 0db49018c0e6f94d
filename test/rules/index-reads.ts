import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const core = join(import.meta.dirname, '../../packages/core/src')

/** The secondary indexes that a text declares, by the name of their entity. */
const indexesIn = (text: string): [entity: string, indexes: string[]][] =>
  [...text.matchAll(/const (\w+) = entity\(\{([\s\S]*?)\n\}\)/g)].map(([, entity = '', body = '']) => [
    entity,
    [...body.matchAll(/\n {4}(\w+): \{\s*index: (?:indexes|'gsi)/g)].map(([, name = '']) => name),
  ])

/** Every function of some texts that queries a secondary index, as `subject/function`. */
export const indexReadsOf = (sources: readonly { name: string; text: string }[]): string[] => {
  const declared = new Map(sources.flatMap(({ text }) => indexesIn(text)))
  return sources
    .flatMap(({ name, text }) =>
      text.split(/\n(?=(?:export )?const )/).flatMap((block) => {
        const named = /^(?:export )?const (\w+)/.exec(block)?.[1]
        if (!named || !/\bquery\b/.test(block)) return []
        const reads = [...block.matchAll(/(\w+)\(table\)/g)].some(([, entity = '']) =>
          declared.get(entity)?.some((index) => new RegExp(`\\.${index}\\(`).test(block)),
        )
        return reads ? [`${name.split('/')[0]}/${named}`] : []
      }),
    )
    .sort()
}

export const coreSources = (): { name: string; text: string }[] =>
  readdirSync(core, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ name, text: readFileSync(join(core, name), 'utf8') }))
