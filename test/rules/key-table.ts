import { type RetentionKind, retention } from '@lectern/core/platform'
import { type DeclaredEntity, type DeclaredKey, entitiesIn } from './entities.ts'
import { coreSources } from './index-reads.ts'

const units = [
  ['year', 365 * 24 * 3600],
  ['day', 24 * 3600],
  ['hour', 3600],
] as const

const periodOf = (seconds: number): string => {
  const [unit, length] = units.find(([, one]) => seconds >= one) ?? units[2]
  const count = Math.floor(seconds / length)
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

const keptOf = ({ name, kept = name }: DeclaredEntity): string => {
  const period = kept in retention ? retention[kept as RetentionKind] : undefined
  if (!period) return ''
  return `${periodOf(period.seconds)} from ${period.from}${period.by === 'clock' ? '; then without its person' : ''}`
}

const code = (template: string): string => `\`${template.replaceAll(/\$\{(\w+)\}/g, '<$1>')}\``

const cellOf = ({ index, pk, sk }: DeclaredKey): string =>
  `${index ? `${index}: ` : ''}${code(pk)} / ${code(sk)}`.replaceAll('|', '\\|')

const rowOf = (file: string, entity: DeclaredEntity): string => {
  const keys = entity.keys.filter(({ index }) => !index).map(cellOf)
  const indexes = entity.keys.filter(({ index }) => index).map(cellOf)
  const item = `[${entity.name}](../packages/core/src/${file})${entity.about ? `: ${entity.about}` : ''}`
  return `| ${item} | ${keys.join('<br>')} | ${indexes.join('<br>')} | ${keptOf(entity)} |`
}

/** What is stored, subject by subject: each item's key, its keys in the indexes, and how long it is kept. */
export const keyTable = (): string =>
  [
    '| item | key | in indexes | kept |',
    '| --- | --- | --- | --- |',
    ...coreSources()
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap(({ name, text }) => entitiesIn(text).map((entity) => rowOf(name, entity))),
  ].join('\n')

const place = /(<!-- Written by `npm run documents`, from the declarations of entities\. -->\n\n)(?:\|.*\n)*/

/** A document with the table as it is now in the place that asks for it. @throws Error when it has no such place */
export const withKeyTable = (text: string): string => {
  if (!place.test(text)) throw new Error('The document has no place for the table of keys.')
  return text.replace(place, (_, before: string) => `${before}${keyTable()}\n`)
}
