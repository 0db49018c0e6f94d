import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { rules } from './rules.ts'

/** Reads the imports of a tree that is laid out like ours, and says which rules they break. */
export const cruiseTree = async (
  baseDir: string,
  folders: string[],
): Promise<{ modules: number; violations: string[] }> => {
  const { output } = await cruise(folders, {
    baseDir,
    ruleSet: { forbidden: rules },
    validate: true,
    // Type-only imports are gone at run time: they neither make a circle nor carry code into a bundle.
    tsPreCompilationDeps: false,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^packages/[^/]+/dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  })
  const result = output as ICruiseResult
  return {
    modules: result.summary.totalCruised,
    violations: result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
  }
}
