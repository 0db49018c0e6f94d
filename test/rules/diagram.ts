import { tiers } from './rules.ts'

/** The packages around core, each with what it may import of ours. */
const packages = { web: ['core'], api: ['core'], core: ['emails'], functions: ['web', 'api'], local: ['functions'] }

/** Who may import whom, as a Mermaid diagram: each arrow leads to what may be imported. */
export const importDiagram = (): string => {
  const boxes = tiers.map((tier, index) => `    t${index}["${tier.join('<br/>')}"]`)
  const leftward = `    ${tiers
    .map((_, index) => `t${index}`)
    .toReversed()
    .join(' --> ')}`
  const around = Object.entries(packages).flatMap(([from, to]) => to.map((one) => `  ${from} --> ${one}`))
  return ['flowchart RL', '  subgraph core', '    direction RL', ...boxes, leftward, '  end', ...around].join('\n')
}

const fence = /(<!-- Written by `npm run documents`\. -->\n```mermaid\n)[^`]*(\n```)/

/** A document with the diagram as it is now in the place that asks for it. @throws Error when it has no such place */
export const withDiagram = (text: string): string => {
  if (!fence.test(text)) throw new Error('The document has no place for the diagram.')
  return text.replace(fence, (_, before: string, after: string) => `${before}${importDiagram()}${after}`)
}
