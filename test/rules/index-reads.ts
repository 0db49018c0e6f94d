import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { entitiesIn } from './entities.ts'

const core = join(import.meta.dirname, '../../packages/core/src')

/** Every function of some texts that queries a secondary index, as `subject/function`. */
export const indexReadsOf = (sources: readonly { name: string; text: string }[]): string[] => {
  const declared = new Map(
    sources.flatMap(({ text }) =>
      entitiesIn(text).map(({ variable, keys }) => [
        variable,
        keys.filter(({ index }) => index).map(({ name }) => name),
      ]),
    ),
  )
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
