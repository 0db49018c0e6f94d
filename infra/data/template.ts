import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import { type DataProps, DataStack } from './stack.ts'

/** As CloudFormation takes it inline, in `TemplateBody`, in bytes. */
export const inlineLimit = 51_200

export type Resource = {
  Type: string
  Properties?: Record<string, unknown>
  DeletionPolicy?: string
  UpdateReplacePolicy?: string
}
export type Template = {
  Parameters?: Record<string, unknown>
  Resources: Record<string, Resource>
  Outputs: Record<string, { Value: unknown }>
}

/** The stack in an app that refuses to synthesize it while a rule of AWS Solutions or of CloudFormation's schema is broken. */
export const newDataStack = (props: DataProps): DataStack => {
  const app = new App({
    outdir: mkdtempSync(join(tmpdir(), 'lectern-data-')),
    context: {
      '@aws-cdk/core:validateAgainstDefaultRules': true,
      '@aws-cdk/aws-iam:minimizePolicies': true,
      '@aws-cdk/aws-s3:createDefaultLoggingPolicy': true,
      '@aws-cdk/aws-s3:publicAccessBlockedByDefault': true,
      '@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy': true,
    },
  })
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
  return new DataStack(app, props)
}

/**
 * Synthesizes, and leaves nothing on the disk.
 * @throws Error when a rule is broken or the template is too long to be handed over inline. An asset is refused before that,
 * by the synthesizer, when it is added.
 */
export const readTemplate = (stack: DataStack): { template: Template; text: string; bytes: number } => {
  const app = stack.node.root
  if (!(app instanceof App)) throw new Error('The stack is not in an app.')
  try {
    const made = app.synth().getStackArtifact(stack.artifactId)
    // Errors have ended the synthesis by now; what is left to report are warnings, and those count as well.
    const report: { pluginReports: unknown[] } = JSON.parse(
      readFileSync(join(app.outdir, 'validation-report.json'), 'utf8'),
    )
    if (report.pluginReports.length > 0) throw new Error(`A check warns: ${JSON.stringify(report.pluginReports)}`)
    const template: Template = JSON.parse(readFileSync(made.templateFullPath, 'utf8'))
    const text = JSON.stringify(template)
    const bytes = Buffer.byteLength(text)
    if (bytes >= inlineLimit) throw new Error(`The template has ${bytes} bytes; inline, ${inlineLimit} are too many.`)
    return { template, text, bytes }
  } finally {
    rmSync(app.outdir, { recursive: true, force: true })
  }
}
